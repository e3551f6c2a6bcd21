"""The page of a server whose documents can't be changed."""

import pytest

pytestmark = pytest.mark.browser

CHANGING = "#add, input[type=file], [data-library=remove]"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A library in which the brochure counts as a document that somebody added."""
    data = tmp_path_factory.mktemp("read-only")
    (data / "library" / "iom-rcp-brochure").mkdir(parents=True)
    (data / "library" / "iom-rcp-brochure" / "document.toml").touch()
    return data


@pytest.mark.parametrize(
    ("locale", "said"), [("en-US", "This server is read-only"), ("ar", "هذا الخادم للقراءة فقط")]
)
def test_nothing_can_be_added_or_removed(chromium, serve, data, locale, said):
    with serve(allow_changes=False, data_dir=data) as url:
        page = chromium.new_context(locale=locale).new_page()
        page.goto(url)
        page.locator('#tabs [role=tab][data-tab-id="docs"]').click()
        page.get_by_text(said).wait_for()
        assert page.locator(".document-card").count() == 1
        assert page.locator("[data-library=details]").count() == 1
        assert page.locator(CHANGING).count() == 0
        page.context.close()


def test_where_changes_are_allowed_the_same_library_offers_them(chromium, serve, data):
    with serve(data_dir=data) as url:
        page = chromium.new_context(locale="en-US").new_page()
        page.goto(url)
        page.locator('#tabs [role=tab][data-tab-id="docs"]').click()
        page.locator("[data-library=remove]").wait_for()
        assert page.locator("#add").is_visible()
        assert page.get_by_text("read-only").count() == 0
        page.context.close()
