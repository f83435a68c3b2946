from tests.home.test_page_forms import *
def test_p(at, dortmund, dortmund_editor):
    for t in TYPES:
        parent, values = where_and_what(dortmund)[t]
        a = send(at("admin", dortmund_editor), add_url(parent, t), title="Frisch gedruckt", **values)
        print(t, a.status_code, a.context and dict(a.context["form"].errors), a.context and [ (n, f.errors) for n,f in a.context["form"].formsets.items()])
    ev = make_pages(dortmund)[EventPage]
    a = send(at("admin", dortmund_editor), edit_url(ev), title="x")
    print(a.status_code, a.context and dict(a.context["form"].errors))
