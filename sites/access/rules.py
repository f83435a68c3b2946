"""Who may open which address of the admin: one short table that the gate, its test and docs/access.md read.

The first rule that fits counts; an address without a rule is closed. A rule opens
a door only: what a person may do behind it with a page, picture or entry is asked
of Wagtail's permissions for exactly that page, picture or entry.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from sites.access.roles import COORDINATOR, EDITOR, LEAD, TRANSLATOR, Role

STAFF = (LEAD, EDITOR, COORDINATOR, TRANSLATOR)
WRITERS = (LEAD, EDITOR, TRANSLATOR)
EDITORS = (LEAD, EDITOR)
LEADS = (LEAD,)
NOBODY: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Rule:
    """`names`: globs of view names, separated by spaces; `why`: for closed doors, the reason."""

    names: str
    who: tuple[Role, ...]
    about: str
    why: str = ""
    public: bool = False
    own: bool = False  # shows nothing but the person's own: Wagtail asks for the sign-in

    def fits(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self.names.split())


def _open(names: str, about: str) -> Rule:
    return Rule(names, STAFF, about, public=True)


def _closed(names: str, about: str, why: str) -> Rule:
    return Rule(names, NOBODY, about, why)


RULES = (
    _open(
        "wagtailadmin_login wagtailadmin_logout wagtailadmin_password_reset* wagtailadmin_sprite "
        "*javascript_catalog",
        "sign-in and files of the admin",
    ),
    _open("account_* mfa_* usersessions_* accept_invitation one_door*", "sign-in"),
    Rule(
        "people invite_person withdraw_invitation person end_sessions remove_role",
        LEADS,
        "people and invitations",
    ),
    Rule("takeover*", EDITORS, "taking over"),
    Rule("share_preview withdraw_previews", WRITERS, "links to what is not published yet"),
    Rule("share_city withdraw_city_links", LEADS, "links that open a hidden city"),
    Rule("repeat_event", EDITORS, "copying an event to a new day"),
    _closed("demo_mail*", "mails of the demonstration", "they hold the mails of all cities"),
    Rule(
        "wagtailadmin_home wagtailadmin_account wagtailadmin_dismissibles wagtailadmin_block_preview",
        STAFF,
        "start page and own account",
        own=True,
    ),
    _closed("unnamed", "addresses that do not exist, views without a name", "no rule could name them"),
    # Pages
    Rule("wagtailadmin_pages:set_privacy", EDITORS, "shared password of a page"),
    Rule(
        "wagtailadmin_pages:unpublish wagtailadmin_pages:lock wagtailadmin_pages:unlock "
        "wagtailadmin_pages:set_page_position wagtailadmin_pages:revisions_unschedule",
        EDITORS,
        "publishing, locking and ordering pages",
    ),
    Rule("wagtailadmin_explore* wagtailadmin_pages:* wagtailadmin_editing_sessions:*", WRITERS, "pages"),
    Rule("wagtailadmin_choose_* wagtailadmin_api:pages:*", WRITERS, "choosing pages and links"),
    Rule("wagtail_bulk_action", WRITERS, "several at once"),
    # Pictures and documents
    _closed(
        "wagtailimages:url_generator*",
        "addresses of pictures made by hand",
        "nobody needs them; they would serve pictures past the city",
    ),
    Rule(
        "wagtailimages_chooser:create wagtaildocs_chooser:create",
        EDITORS,
        "uploading where pictures and documents are chosen",
    ),
    Rule(
        "wagtailimages_chooser:* wagtaildocs_chooser:*",
        STAFF,
        "choosing pictures and documents",
    ),
    _closed(
        "wagtailadmin_api:images:* wagtailadmin_api:documents:*",
        "lists of pictures and documents for programs",
        "list those of all cities; the admin does not use them",
    ),
    Rule("wagtailimages:* wagtaildocs:*", EDITORS, "pictures and documents"),
    Rule(
        "wagtailadmin_collections:index wagtailadmin_collections:add wagtailadmin_collections:edit "
        "wagtailadmin_collections:delete own:collection_privacy",
        LEADS,
        "collections below the city’s own, and their shared passwords",
    ),
    _closed(
        "wagtailadmin_tag_*", "suggestions for tags", "tags are shared: they would tell words of other cities"
    ),
    # What belongs to a city
    Rule("wagtailsnippets_insist_sites_project:*", LEADS, "projects"),
    Rule("wagtailsnippets_insist_sites_rolecontact:delete", LEADS, "deleting contacts"),
    Rule("wagtailsnippets_insist_sites_rolecontact:list*", (LEAD, EDITOR, COORDINATOR), "list of contacts"),
    Rule("wagtailsnippets_insist_sites_rolecontact:*", EDITORS, "contacts"),
    Rule("wagtailsnippets_insist_sites_webhook:*", LEADS, "webhooks"),
    _closed("wagtailsnippetchoosers_*:create", "entries made in a chooser", "no form for it: Wagtail breaks"),
    Rule(
        "wagtailsnippetchoosers_insist_sites_project:* wagtailsnippetchoosers_insist_sites_rolecontact:*",
        STAFF,
        "choosing projects and contacts",
    ),
    _closed("wagtailsnippetchoosers_insist_sites_webhook:*", "choosing webhooks", "no form refers to one"),
    Rule("wagtailsnippets_directory_term:*", LEADS, "terms that the city adds to the vocabularies"),
    Rule("wagtailsnippetchoosers_directory_term:*", STAFF, "choosing terms: the own ones and those of all"),
    _closed("wagtailsnippets:index", "overview of entries", "empty: each kind stands in the menu"),
    Rule("wagtailsettings:*", LEADS, "settings of the city"),
    Rule("own:redirect*", EDITORS, "redirects of the own sites"),
    # The directory
    Rule("confirmations confirm_association", (LEAD, EDITOR, COORDINATOR), "entries to confirm"),
    Rule("person_data erase_person", LEADS, "telling persons what is stored on them, and erasing them"),
    Rule(
        "wagtailsnippets_directory_association:delete wagtailsnippets_directory_association:unpublish "
        "wagtailsnippets_directory_association:lock wagtailsnippets_directory_association:unlock "
        "wagtailsnippets_directory_association:revisions_unschedule "
        "wagtailsnippets_directory_association:workflow_action "
        "wagtailsnippets_directory_association:collect_workflow_action_data "
        "wagtailsnippets_directory_association:workflow_preview",
        LEADS,
        "approving associations, taking them offline, locking and deleting them",
    ),
    Rule(
        "wagtailsnippets_directory_association:list* wagtailsnippets_directory_office:list* "
        "wagtailsnippets_directory_contact:list*",
        (LEAD, EDITOR, COORDINATOR),
        "lists of associations, their contacts, and offices",
    ),
    Rule("wagtailsnippets_directory_association:*", EDITORS, "associations; leads publish"),
    Rule(
        "wagtailsnippets_directory_contact:delete wagtailsnippets_directory_office:delete "
        "wagtailsnippets_directory_case:delete",
        LEADS,
        "deleting contacts of associations, offices and messages",
    ),
    Rule(
        "wagtailsnippets_directory_contact:* wagtailsnippets_directory_office:*",
        EDITORS,
        "contacts of associations, and offices",
    ),
    Rule(
        "wagtailsnippets_directory_migrationreference:list*",
        (LEAD, COORDINATOR),
        "list of what associations say of themselves",
    ),
    Rule("wagtailsnippets_directory_migrationreference:*", LEADS, "what associations say of themselves"),
    _closed("wagtailsnippets_directory_case:add", "messages made by hand", "they come from the public forms"),
    Rule("wagtailsnippets_directory_case:*", (LEAD, EDITOR, COORDINATOR), "messages from the public forms"),
    Rule("wagtailsnippetchoosers_directory_association:*", STAFF, "choosing associations"),
    Rule(
        "wagtailsnippetchoosers_directory_contact:* wagtailsnippetchoosers_directory_office:*",
        EDITORS,
        "choosing contacts of associations, and offices",
    ),
    _closed(
        "wagtailsnippetchoosers_directory_migrationreference:* wagtailsnippetchoosers_directory_case:*",
        "choosing statements and messages",
        "no form refers to one",
    ),
    # What all cities share
    Rule(
        "wagtailsnippetchoosers_insist_sites_funder:* wagtailsnippetchoosers_insist_sites_region:* "
        "wagtailsnippetchoosers_insist_sites_district:*",
        STAFF,
        "choosing funders, regions and districts",
    ),
    _closed(
        "wagtailsnippets_insist_sites_funder:* wagtailsnippets_insist_sites_region:* "
        "wagtailsnippets_insist_sites_district:*",
        "funders, regions, districts",
        "shared by all cities: a change would show everywhere",
    ),
    # Translation
    Rule("own:translations*", WRITERS, "list of translations, of a translator those into her language"),
    _closed(
        "wagtail_localize:snippets_api*",
        "lists of entries for programs",
        "show those of all cities; entries are not translated this way",
    ),
    Rule("wagtail_localize:update_translations", EDITORS, "bringing translations up to date"),
    Rule("wagtail_localize:*", WRITERS, "translations"),
    # Reports
    Rule(
        "own:site_history* own:locked_pages* own:workflow* own:page_types_usage* "
        "wagtailadmin_reports:aging_pages*",
        EDITORS,
        "reports on the own pages",
    ),
    # The instance
    _closed(
        "wagtailusers_*",
        "accounts and groups",
        "who edits accounts can become anybody; leads invite instead",
    ),
    _closed("wagtailsites:* wagtaillocales:*", "sites and languages", "they hold all cities together"),
    _closed(
        "wagtailadmin_workflows:*", "workflows and their tasks", "shown and changed for all cities at once"
    ),
    _closed("wagtailredirects:*", "import of redirects", "reads a file into any site"),
    _closed("wagtailembeds:*", "embedded videos", "the product fetches nothing from other hosts"),
    _closed("wagtailadmin_error_test", "test of the error page", "for operators"),
)


def rule_for(name: str) -> Rule | None:
    """Return the rule of a view, by its full name ("unnamed" for one without); None if nobody wrote one."""
    return next((rule for rule in RULES if rule.fits(name)), None)
