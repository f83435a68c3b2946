"""What editorial pages change in Wagtail."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from home.links import FoundDocumentLinkHandler, PublicPageLinkHandler
from home.office import hooks as office  # noqa: F401 - registers its hooks


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, whose place they take
def register_links(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(FoundDocumentLinkHandler)
