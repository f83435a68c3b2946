/* Starts the widgets of Wagtail's forms from data attributes. Wagtail starts them with
   inline scripts, which the Content-Security-Policy of the admin does not allow.
   What can be started is listed here: markup alone cannot name another function. */
(() => {
  const STARTERS = {
    initDateChooser: ({ id, options }) => window.initDateChooser(id, options),
    initTimeChooser: ({ id, options }) => window.initTimeChooser(id, options),
    initDateTimeChooser: ({ id, options }) => window.initDateTimeChooser(id, options),
    InlinePanel: ({ options }) => new window.InlinePanel(options),
    MultipleChooserPanel: ({ options }) => new window.MultipleChooserPanel(options),
    Chooser: ({ id, options }) => new window.Chooser(id, options),
    PageChooser: ({ id, options }) => new window.PageChooser(id, options),
    ImageChooser: ({ id, options }) => new window.ImageChooser(id, options),
    DocumentChooser: ({ id, options }) => new window.DocumentChooser(id, options),
    SnippetChooser: ({ id, options }) => new window.SnippetChooser(id, options),
    createTaskChooser: ({ id }) => window.createTaskChooser(id),
  };
  const MARK = "script[data-start]:not([data-started])";

  function start(element) {
    const name = element.dataset.start;
    if (name === "chooserUrls") {
      const { imageChooser, documentChooser, pageChooser } = element.dataset;
      window.chooserUrls ??= { imageChooser, documentChooser, pageChooser };
    } else if (!Object.hasOwn(STARTERS, name) || !(name in window)) {
      return; // its file comes later: tried again when the page is complete
    } else {
      STARTERS[name]({ id: element.dataset.id, options: JSON.parse(element.dataset.options || "{}") });
    }
    element.dataset.started = "";
  }

  function startAll(root) {
    if (root.matches?.(MARK)) start(root);
    root.querySelectorAll?.(MARK).forEach(start);
  }

  // In the order of the page, as soon as they stand there: in rows added later and in dialogs too.
  new MutationObserver((records) => {
    for (const record of records) record.addedNodes.forEach(startAll);
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => startAll(document));
  // Wagtail fills a new row right after adding it, so its chooser must run by then.
  document.addEventListener("w-formset:added", (event) => startAll(event.target));

  // The box of wagtail-localize that ticks all languages.
  document.addEventListener("change", (event) => {
    if (event.target.name !== "select_all") return;
    document.querySelectorAll('[name="locales"]').forEach((box) => (box.checked = event.target.checked));
  });
})();
