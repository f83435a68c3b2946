"""Editorial pages, one subject per file."""

from home.models.circles import CirclePage
from home.models.collecting import DistrictPage, TopicPage
from home.models.content import ContentPage
from home.models.events import EventPage, FairPage
from home.models.forums import ForumPage
from home.models.front import HomePage
from home.models.involvements import Involvement
from home.models.lists import ListPage
from home.models.news import NewsPage
from home.models.offers import OfferPage
from home.models.projects import ProjectPage
from home.models.results import ResultPage
from home.models.stories import StoryPage

__all__ = [
    "CirclePage",
    "ContentPage",
    "DistrictPage",
    "EventPage",
    "FairPage",
    "ForumPage",
    "HomePage",
    "Involvement",
    "ListPage",
    "NewsPage",
    "OfferPage",
    "ProjectPage",
    "ResultPage",
    "StoryPage",
    "TopicPage",
]
