"""Sign-in, the own account, people and invitations; all below /admin/, before Wagtail's addresses."""

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from allauth.usersessions import urls as usersessions_urls
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from sites.accounts import views

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="one_door"),
    re_path(
        r"^password_reset/",
        RedirectView.as_view(pattern_name="account_reset_password", query_string=False),
        name="one_door_reset",
    ),
    path("account/factors/", include(mfa_urls)),
    path("account/sessions/", include(usersessions_urls)),
    path("account/", include(account_urls)),
    path("invitations/<str:token>/", views.accept_invitation, name="accept_invitation"),
]

# Hung into Wagtail's addresses, which ask for a sign-in and for the right to enter the admin.
people_urls = [
    path("people/", views.people, name="people"),
    path("people/<slug:slug>/invite/", views.invite_person, name="invite_person"),
    path(
        "people/<slug:slug>/invitations/<int:pk>/withdraw/",
        views.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("people/<slug:slug>/<int:pk>/", views.person, name="person"),
    path("people/<slug:slug>/<int:pk>/sessions/end/", views.end_sessions_of_person, name="end_sessions"),
    path(
        "people/<slug:slug>/<int:pk>/roles/<int:group>/remove/",
        views.remove_role_of_person,
        name="remove_role",
    ),
]
