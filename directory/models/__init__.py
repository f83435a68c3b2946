"""The models of the directory, one subject per file."""

from directory.models.addresses import Address
from directory.models.associations import Association
from directory.models.cases import Case, Erasure
from directory.models.contacts import Consent, Contact
from directory.models.entries import DirectoryEntry, OldAddress, PrivateEntry
from directory.models.exchanges import Exchange
from directory.models.memberships import Membership
from directory.models.offices import Office, OfficeHours, OfficeRole
from directory.models.ownerships import Ownership
from directory.models.pages import DirectoryPage
from directory.models.statements import Confirmation, MigrationReference
from directory.models.terms import ACTIVITY_FIELD, EXCHANGE, KIND, LEGAL_FORM, TARGET_GROUP, Term

__all__ = [
    "ACTIVITY_FIELD",
    "EXCHANGE",
    "KIND",
    "LEGAL_FORM",
    "TARGET_GROUP",
    "Address",
    "Association",
    "Case",
    "Confirmation",
    "Consent",
    "Contact",
    "DirectoryEntry",
    "DirectoryPage",
    "Erasure",
    "Exchange",
    "Membership",
    "MigrationReference",
    "Office",
    "OfficeHours",
    "OfficeRole",
    "OldAddress",
    "Ownership",
    "PrivateEntry",
    "Term",
]
