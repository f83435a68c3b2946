"""The web process: `granian --interface wsgi insist.wsgi:application`.

Stored answers are sent by the front; everything else goes on to Django.
"""

import os

from django.core.wsgi import get_wsgi_application

from insist.database import start_embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "insist.settings")

start_embedded()
django = get_wsgi_application()

from sites.accounts.demo import refuse_demo_accounts  # noqa: E402 - needs the apps
from sites.delivery.store.front import Front  # noqa: E402
from sites.delivery.store.listening import Listener, connect  # noqa: E402
from sites.delivery.store.memory import Memory  # noqa: E402

refuse_demo_accounts()
memory = Memory()
Listener(memory, connect).start()
application = Front(django, memory)
