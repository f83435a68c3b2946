"""Forms of invitations."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sites.accounts.people import role_groups, role_name
from sites.models import City, User


class RoleField(forms.ModelMultipleChoiceField):
    """Roles of one city."""

    def __init__(self, city: City, **kwargs: Any) -> None:
        self.city = city
        super().__init__(role_groups(city), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, group: Group) -> str:
        return role_name(self.city, group)


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    def __init__(self, city: City, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"] = RoleField(city, label=_("Roles"))


class NewPersonForm(forms.Form):
    """What somebody without an account fills in to accept an invitation."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    repeat = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        person = User(
            email=self.email, first_name=data.get("first_name", ""), last_name=data.get("last_name", "")
        )
        try:
            validate_password(data.get("password", ""), person)
        except ValidationError as error:
            self.add_error("password", error)
        if data.get("password") != data.get("repeat"):
            self.add_error("repeat", _("The two passwords are not the same."))
        return data

    def save(self) -> User:
        data = self.cleaned_data
        return User.objects.create_user(
            self.email, data["password"], first_name=data["first_name"], last_name=data["last_name"]
        )
