"""The models of a city and what is shared by its pages, one subject per file."""

from sites.accounts.models import User
from sites.models.answers import ContentChange, StoredAnswer
from sites.models.city import City, CityOrShared, CityQuerySet, CityScoped, RoleContact
from sites.models.form_uses import FormUse
from sites.models.invitations import Invitation
from sites.models.mails import Mail, MailState
from sites.models.media import Document, Image, Rendition
from sites.models.places import District, Region
from sites.models.previews import CityLink, PreviewLink
from sites.models.projects import Funder, Project, ProjectCarrier, ProjectFunding
from sites.models.runs import JobRun
from sites.models.takeovers import Takeover
from sites.models.webhooks import Webhook, WebhookDelivery

__all__ = [
    "City",
    "CityLink",
    "CityOrShared",
    "CityQuerySet",
    "CityScoped",
    "ContentChange",
    "District",
    "Document",
    "FormUse",
    "Funder",
    "Image",
    "Invitation",
    "JobRun",
    "Mail",
    "MailState",
    "PreviewLink",
    "Project",
    "ProjectCarrier",
    "ProjectFunding",
    "Region",
    "Rendition",
    "RoleContact",
    "StoredAnswer",
    "Takeover",
    "User",
    "Webhook",
    "WebhookDelivery",
]
