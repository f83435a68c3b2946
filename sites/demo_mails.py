"""Under DEMO=1 mails are files; the instance admin reads them below /admin/mails/."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

LIMIT = 200  # newest first


@dataclass(frozen=True)
class WrittenMail:
    name: str
    subject: str
    sender: str
    recipient: str
    reply_to: str
    sent_at: datetime | None
    text: str
    html: str


def read_mail(file: Path) -> WrittenMail:
    # The backend ends each message with a line of dashes.
    content = file.read_bytes().rsplit(b"\n" + b"-" * 79, 1)[0]
    message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    return WrittenMail(
        name=file.stem,
        subject=str(message["subject"] or ""),
        sender=str(message["from"] or ""),
        recipient=str(message["to"] or ""),
        reply_to=str(message["reply-to"] or ""),
        sent_at=parsedate_to_datetime(str(message["date"])) if message["date"] else None,
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


def _files() -> list[Path]:
    return sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)[:LIMIT]


def _only_the_instance_admin(request: HttpRequest) -> None:
    if not (settings.DEMO and request.user.is_active and request.user.is_superuser):
        raise PermissionDenied


@require_safe
def list_mails(request: HttpRequest) -> HttpResponse:
    _only_the_instance_admin(request)
    return render(request, "sites/mails/list.html", {"mails": [read_mail(file) for file in _files()]})


@require_safe
def show_mail(request: HttpRequest, name: str) -> HttpResponse:
    _only_the_instance_admin(request)
    file = next((file for file in _files() if file.stem == name), None)
    if file is None:
        raise Http404
    return render(request, "sites/mails/detail.html", {"mail": read_mail(file)})


urls = [
    path("mails/", list_mails, name="demo_mails"),
    path("mails/<str:name>/", show_mail, name="demo_mail"),
]
