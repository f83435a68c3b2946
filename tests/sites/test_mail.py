"""Mails: rendered in the recipient's language, sent by the worker, tried again, and forgotten."""

import datetime
import socket
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core import mail as outbox_of
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from sites.mail import WAITING_MINUTES, forget_mails, send_mail
from sites.models import Mail, MailState, RoleContact
from tests.make import home_of, make_content
from tests.sites.smtp import smtp_server


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_mail_waits_for_the_worker_and_is_sent_by_it(dortmund, run_queue):
    mail = send_mail("trial", to="a@example.org", city=dortmund)
    assert outbox_of.outbox == []

    run_queue()

    mail.refresh_from_db()
    assert [message.to for message in outbox_of.outbox] == [["a@example.org"]]
    assert mail.state == MailState.SENT


def test_a_mail_does_not_wait_behind_other_work(dortmund, run_queue):
    update_reference_index_task.enqueue("insist_sites", "city", dortmund.pk)
    send_mail("trial", to="a@example.org")

    run_queue()

    done = DBTaskResult.objects.successful().filter(worker_ids=["test"]).order_by("finished_at")
    assert done.first().task_path == "sites.mail.deliver"
    assert done.count() > 1


def test_a_mail_has_text_and_html_in_the_language_of_its_recipient(dortmund):
    mail = send_mail("trial", to="a@example.org", language="ar", city=dortmund)

    assert 'lang="ar" dir="rtl"' in mail.html
    assert "INSIST Dortmund" in mail.text
    assert mail.language == "ar"


def test_a_mail_is_german_where_nothing_else_is_known(db):
    assert 'lang="de"' in send_mail("trial", to="a@example.org").html


def test_a_mail_comes_from_the_city_and_is_answered_to_its_contact(dortmund, run_queue):
    dortmund.contact = RoleContact.objects.create(
        city=dortmund, function={"de": "Büro"}, email="buero@example.org"
    )
    dortmund.mail_sender, dortmund.mail_sender_name = "insist@dortmund.example.org", "INSIST Dörtmund"
    send_mail("trial", to="a@example.org", city=dortmund)

    run_queue()

    message = message_from_bytes(outbox_of.outbox[0].message().as_bytes(), policy=policy.default)
    assert message["from"].addresses[0].display_name == "INSIST Dörtmund"
    assert message["from"].addresses[0].addr_spec == "insist@dortmund.example.org"
    assert message["reply-to"] == "buero@example.org"


def test_a_city_without_a_sender_uses_that_of_the_product(dortmund, settings):
    dortmund.mail_sender = ""

    assert send_mail("trial", to="a@example.org", city=dortmund).sender == settings.DEFAULT_FROM_EMAIL


def test_text_is_not_escaped_and_html_is(dortmund):
    dortmund.name = "Halle & <Saale>"

    mail = send_mail("trial", to="a@example.org", city=dortmund)

    assert "Halle & <Saale>" in mail.text
    assert "Halle &amp; &lt;Saale&gt;" in mail.html


def test_an_address_cannot_begin_another_header(db):
    with pytest.raises(ValueError, match="newline"):
        send_mail("trial", to="a@example.org\nBcc: b@example.org")

    assert not Mail.objects.exists()


def test_what_is_rolled_back_is_not_sent(db, run_queue):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        send_mail("trial", to="a@example.org")
        raise ZeroDivisionError

    run_queue()

    assert outbox_of.outbox == []


def test_a_mail_is_tried_again_until_the_server_is_back(db, smtp, run_queue):
    smtp(closed_port())
    mail = send_mail("trial", to="a@example.org")

    run_queue()

    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.WAITING, 1)
    assert "ConnectionRefusedError" in mail.error

    with smtp_server() as server:
        smtp(server.port)
        run_queue()
        assert server.mails == []  # not before the pause is over
        with time_machine.travel(timezone.now() + datetime.timedelta(minutes=WAITING_MINUTES[0], seconds=1)):
            run_queue()

        mail.refresh_from_db()
        assert (mail.state, mail.error) == (MailState.SENT, "")
        assert b"To: a@example.org" in server.mails[0]


def test_after_the_last_try_the_failure_is_recorded_and_nothing_is_queued(db, smtp, run_queue):
    smtp(closed_port())
    mail = send_mail("trial", to="a@example.org")
    now = timezone.now()

    for hours in range(0, 24 * len(WAITING_MINUTES), 12):
        with time_machine.travel(now + datetime.timedelta(hours=hours)):
            run_queue()

    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.FAILED, len(WAITING_MINUTES) + 1)
    assert "ConnectionRefusedError" in mail.error
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.parametrize(("code", "state"), [(550, MailState.FAILED), (452, MailState.WAITING)])
def test_a_mailbox_that_does_not_exist_is_not_tried_again_and_a_full_one_is(db, smtp, code, state, run_queue):
    with smtp_server(refuse_with=code) as server:
        smtp(server.port)
        mail = send_mail("trial", to="a@example.org")

        run_queue()

    mail.refresh_from_db()
    assert mail.state == state


def test_a_mail_that_was_sent_is_not_sent_again(db, run_queue):
    from sites.mail import deliver

    mail = send_mail("trial", to="a@example.org")
    deliver.enqueue(mail.pk)

    run_queue()

    assert len(outbox_of.outbox) == 1


def test_the_text_is_kept_only_as_long_as_it_has_to_be_sent(db, run_queue):
    mail = send_mail("trial", to="a@example.org")
    assert mail.text

    run_queue()

    mail.refresh_from_db()
    assert mail.text == mail.html == ""


def test_the_record_is_deleted_after_a_month(db, run_queue):
    send_mail("trial", to="a@example.org")
    run_queue()
    waiting = send_mail("trial", to="b@example.org")

    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        forget_mails()

    assert list(Mail.objects.all()) == [waiting]


@pytest.fixture
def queued(settings):
    """The product's own setting; the test runner puts another in its place."""
    settings.EMAIL_BACKEND = "sites.mail.QueuedBackend"


def test_a_mail_of_a_package_is_queued_like_our_own(db, queued, run_queue):
    outbox_of.send_mail(
        "Betreff", "Erste Zeile\n\n<b>Zweite</b>", "x@example.org", ["a@example.org", "b@example.org"]
    )
    assert not outbox_of.outbox

    run_queue()

    assert {mail.to[0] for mail in outbox_of.outbox} == {"a@example.org", "b@example.org"}
    assert outbox_of.outbox[0].alternatives[0][0] == "<p>Erste Zeile</p>\n\n<p>&lt;b&gt;Zweite&lt;/b&gt;</p>"


def test_whoever_submits_a_page_does_not_wait_for_the_notice_to_the_lead(
    at, dortmund, dortmund_editor, dortmund_lead, queued, run_queue
):
    page = make_content(home_of(dortmund), title="Zur Prüfung", live=False)
    page.save_revision()
    form = {"title": "Zur Prüfung", "slug": page.slug, "body-count": 0, "action-submit": "1"}
    form |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}

    at("admin", dortmund_editor).post(f"/admin/pages/{page.pk}/edit/", form)
    waiting = Mail.objects.get(recipient=dortmund_lead.email)
    run_queue()

    assert waiting.state == MailState.WAITING
    (sent,) = (mail for mail in outbox_of.outbox if mail.to == [dortmund_lead.email])
    assert "Zur Prüfung" in sent.subject
    assert "Zur Prüfung" in sent.alternatives[0][0]


@pytest.fixture
def written(settings, tmp_path, dortmund, run_queue):
    """A mail as the demonstration writes it."""
    settings.MAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    send_mail("trial", to="empfaengerin@example.org", city=dortmund)
    run_queue()
    return next(tmp_path.iterdir()).stem


def test_the_instance_admin_reads_the_mails_of_the_demonstration(at, instance_admin, written):
    client = at("admin", instance_admin)

    assert "empfaengerin@example.org" in client.get("/admin/mails/").content.decode()
    page = client.get(f"/admin/mails/{written}/").content.decode()
    assert "INSIST Dortmund" in page
    assert "srcdoc=" in page


def test_a_mail_that_does_not_exist_is_not_found(at, instance_admin, written):
    for name in ("gibt-es-nicht", "..", "..%2F..%2Fdemo"):
        assert at("admin", instance_admin).get(f"/admin/mails/{name}/").status_code == 404


@pytest.mark.parametrize("path", ["/admin/mails/", "/admin/mails/x/"])
def test_nobody_else_reads_mails(at, dortmund_lead, written, path):
    answer = at("admin", dortmund_lead).get(path)

    assert answer.status_code in (302, 403)
    assert at("admin").get(path).status_code == 302
