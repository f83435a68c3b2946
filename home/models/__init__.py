"""Editorial pages, one subject per file."""

from home.models.content import ContentPage
from home.models.events import EventPage
from home.models.forums import ForumPage
from home.models.front import HomePage
from home.models.lists import ListPage
from home.models.projects import ProjectPage
from home.models.results import ResultPage

__all__ = ["ContentPage", "EventPage", "ForumPage", "HomePage", "ListPage", "ProjectPage", "ResultPage"]
