"""The one way to send a mail: rendered at once, sent by the worker, tried again when that fails.

    send_mail("invitation", to="a@example.org", language="tr", city=city, link=…)

takes the templates `sites/mail/invitation.subject.txt`, `.txt` and `.html`, which
extend `sites/mail/base.txt` and `base.html`.
"""

import datetime
from collections.abc import Sequence
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django.utils.html import linebreaks
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from sites.frame.languages import direction
from sites.models import City, Mail, MailState
from sites.registry import Job

# Minutes until the next try; after the last one the mail has failed.
WAITING_MINUTES = (1, 5, 30, 120, 480)
# So long a worker may need from taking a task to locking its mail, or a caller to commit.
LEASE_MINUTES = 10
KEPT_DAYS = 30


class WorkerLostError(Exception):
    """The worker that had a mail in hand was killed, or failed for another reason than the mail."""


def send_mail(
    template: str, *, to: str, language: str = "", city: City | None = None, **context: Any
) -> Mail:
    """Render a mail and queue it; return it as it waits.

    Part of the caller's transaction: what is rolled back is not sent. `language` is
    the recipient's; German where it is empty. Raises TemplateDoesNotExist, and
    ValueError (BadHeaderError) for an address that would begin another header.
    """
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        facts = {
            "city": city,
            "language": language,
            "direction": direction(language),
            "contact": city and city.contact,
        }
        subject = " ".join(_plain(f"sites/mail/{template}.subject.txt", context | facts).split())
        facts["subject"] = subject
        mail = Mail(
            city=city,
            template=template,
            language=language,
            sender=sender_of(city),
            reply_to=city.contact.email if city and city.contact else "",
            recipient=to,
            subject=subject[:300],
            text=_plain(f"sites/mail/{template}.txt", context | facts),
            html=render_to_string(f"sites/mail/{template}.html", context | facts),
        )
    return _queue(mail)


class QueuedBackend(BaseEmailBackend):
    """What Django and packages send comes here (`EMAIL_BACKEND`) and goes the same way.

    Wagtail's notices on workflows and comments are written in each person's language
    already; one without HTML gets its text as paragraphs.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            html = [content for content, kind in getattr(message, "alternatives", []) if kind == "text/html"]
            for recipient in message.recipients():
                _queue(
                    Mail(
                        template="notice",
                        language=translation.get_language() or settings.LANGUAGE_CODE,
                        sender=message.from_email,
                        reply_to=next(iter(message.reply_to), ""),
                        recipient=recipient,
                        subject=str(message.subject)[:300],
                        text=str(message.body),
                        html=str(html[0]) if html else linebreaks(message.body, autoescape=True),
                    )
                )
        return len(email_messages)


def _queue(mail: Mail) -> Mail:
    _message(mail).message()  # a bad header is the caller's error, not one of the worker
    with transaction.atomic():
        mail.save()
        deliver.enqueue(mail.pk)
    return mail


def sender_of(city: City | None) -> str:
    """The From header: the city's own sender where it has one, else the product's."""
    if city is None or not city.mail_sender:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((city.mail_sender_name or f"INSIST {city.name}", city.mail_sender))


def _plain(template: str, context: dict[str, Any]) -> str:
    """Render without HTML escapes, and without a line in a text having to ask for that."""
    return get_template(template).template.render(Context(context, autoescape=False)).strip()  # type: ignore[attr-defined]


def _message(mail: Mail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        from_email=mail.sender,
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Auto-Submitted": "auto-generated", "Content-Language": mail.language},
        connection=get_connection(settings.MAIL_TRANSPORT),
    )
    message.attach_alternative(mail.html, "text/html")
    return message


# Before all other work: somebody waits for it, and an import alone queues thousands of tasks.
@task(priority=50)
def deliver(mail_id: int) -> str:
    """Send one mail; when the server cannot be reached or refuses, queue the next try. Return the state."""
    with transaction.atomic():
        # Locked while it is being sent: what another worker has in hand is no business of this one.
        waiting = Mail.objects.select_for_update(skip_locked=True)
        mail = waiting.filter(pk=mail_id, state=MailState.WAITING).first()
        if mail is None:  # sent already, or forgotten
            return "nothing to do"
        try:
            _message(mail).send()
        except (OSError, SMTPException) as error:
            _try_again_later(mail, error)
        else:
            mail.error = ""
            mail.finish(MailState.SENT)
    return mail.state


def _try_again_later(mail: Mail, error: Exception) -> None:
    mail.error = f"{type(error).__name__}: {error}"
    mail.tries += 1
    if mail.tries > len(WAITING_MINUTES) or _is_final(error):
        mail.finish(MailState.FAILED)
        return
    mail.save()
    pause = datetime.timedelta(minutes=WAITING_MINUTES[mail.tries - 1])
    deliver.using(run_after=timezone.now() + pause).enqueue(mail.pk)


def resend_stranded() -> str:
    """Queue the mails again that wait without a task: that of a worker that died stays "running" for ever.

    Nothing is lost that way, and a mail goes out twice only when the worker died
    after the server took it and before that was recorded.
    """
    oldest = timezone.now() - datetime.timedelta(minutes=LEASE_MINUTES)
    tasks = DBTaskResult.objects.filter(task_path=deliver.module_path)
    alive = tasks.filter(status=TaskResultStatus.READY) | tasks.filter(
        status=TaskResultStatus.RUNNING, started_at__gt=oldest
    )
    in_hand = list(alive.values_list("args_kwargs__args__0", flat=True))
    with transaction.atomic():
        waiting = Mail.objects.select_for_update(skip_locked=True)
        # The younger ones may have come in since the tasks were read.
        stranded = waiting.filter(state=MailState.WAITING, created_at__lt=oldest).exclude(pk__in=in_hand)
        mails = list(stranded)
        for mail in mails:
            _try_again_later(mail, WorkerLostError("the worker ended without a result"))
    return f"{len(mails)} queued again"


def _is_final(error: Exception) -> bool:
    """The server knows no such mailbox (5xx); a full one (4xx) may have room later."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _text in error.recipients.values()
    )


def forget_mails() -> str:
    """Delete the record of mails that ended long ago."""
    since = timezone.now() - datetime.timedelta(days=KEPT_DAYS)
    count, _rows = Mail.objects.filter(finished_at__lt=since).delete()
    return f"{count} deleted"


JOBS = (
    Job("resend_stranded", minutes=5, run=resend_stranded),
    Job("forget_mails", minutes=24 * 60, run=forget_mails),
)
