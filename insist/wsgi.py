"""The web process: `granian --interface wsgi insist.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from insist.database import start_embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "insist.settings")

start_embedded()
application = get_wsgi_application()

from sites.accounts.demo import refuse_demo_accounts  # noqa: E402 - needs the apps

refuse_demo_accounts()
