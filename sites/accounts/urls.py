"""Sign-in, the own account, people and invitations; all below /admin/, before Wagtail's addresses."""

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as usersessions_urls
from django.urls import include, path, re_path
from django.views.generic import RedirectView

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    re_path(
        r"^password_reset/", RedirectView.as_view(pattern_name="account_reset_password", query_string=False)
    ),
    path("account/factors/", include(mfa_urls)),
    path("account/sessions/", include(usersessions_urls)),
    path("account/", include(account_urls)),
]
