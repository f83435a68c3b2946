import pytest
from django.utils import translation

from directory.models import Term
from home.choices import Listing, StepState
from home.templatetags.home import field_icon, has_quotation_marks, step_state, topic_emblem
from tests.make import list_of, make_forum, make_story, make_translation


@pytest.mark.parametrize(
    ("language", "names"),
    [("de", ["verabredet", "läuft", "erledigt"]), ("en", ["agreed", "under way", "done"])],
)
def test_the_state_of_a_step_is_named_in_the_reader_s_language(language, names):
    with translation.override(language):
        assert [step_state(state) for state in StepState.values] == names


def test_a_step_of_a_draft_may_lack_its_state():
    assert step_state("") == ""


def test_the_emblem_of_a_page_shows_its_first_two_topics(dortmund):
    terms = {term.code: term for term in Term.objects.topics()}
    plain = make_forum(dortmund, title="Gleich", main_topic=terms["musik"], further_topics=[terms["umwelt"]])
    third = make_forum(
        dortmund, title="Gleich", main_topic=terms["musik"], further_topics=[terms["umwelt"], terms["arbeit"]]
    )
    other = make_forum(dortmund, title="Gleich", main_topic=terms["sport"])

    for page in (third, other):
        page.translation_key = plain.translation_key  # what turns and shifts the shapes
    drawn = [topic_emblem(page).replace(f"p{page.pk}", "") for page in (plain, third, other)]

    assert drawn[0] == drawn[1] != drawn[2]


def test_a_page_has_the_same_emblem_in_all_its_languages(dortmund):
    music = Term.objects.topics().get(code="musik")
    german = make_forum(dortmund, title="Musik", main_topic=music)
    english = make_translation(german, list_of(dortmund, Listing.FORUMS, "en"), title="Music")

    english.main_topic = music
    drawn = [topic_emblem(page).replace(f"p{page.pk}", "") for page in (german, english)]

    assert drawn[0] == drawn[1]


def test_a_new_title_leaves_the_emblem_as_it_was(dortmund):
    forum = make_forum(dortmund, title="Alt")
    before = topic_emblem(forum)

    forum.title = "Neu"

    assert topic_emblem(forum) == before


def test_a_list_shows_the_emblem_that_the_page_itself_has(dortmund, read):
    music = Term.objects.topics().get(code="musik")
    story = make_story(dortmund, main_topic=music)

    listed = read(list_of(dortmund, Listing.STORIES)).main.svg

    assert str(listed) == str(read(story).select_one(".story-pair svg"))


@pytest.mark.parametrize("typed", ["„Ja.“", "“Yes.”", "«نعم»", "Er sagte: „Ja.“", '"Ja."'])
def test_a_text_with_quotation_marks_is_known(typed):
    assert has_quotation_marks(typed)


@pytest.mark.parametrize("typed", ["Ja.", "Geht’s?", "Er sagte „ja“ und ging.", ""])
def test_apostrophes_and_marks_inside_are_no_quotation_marks_around_a_text(typed):
    assert not has_quotation_marks(typed)


def test_two_emblems_on_a_page_do_not_share_names_of_their_parts(dortmund):
    first, second = make_forum(dortmund, title="Gleich"), make_forum(dortmund, title="Gleich")

    assert topic_emblem(first) != topic_emblem(second)


def test_the_title_of_a_page_never_stands_in_its_emblem(dortmund):
    assert "Unverwechselbar" not in topic_emblem(make_forum(dortmund, title="Unverwechselbar"))


def test_the_icon_of_a_topic_is_its_shape(db):
    assert field_icon(Term.objects.topics().get(code="sport")) == "/static/directory/fields/sport.svg"
