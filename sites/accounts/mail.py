"""The one place where accounts send mail."""

from django.core.mail import send_mail


def send(to: str, subject: str, text: str) -> None:
    send_mail(subject, text, None, [to])
