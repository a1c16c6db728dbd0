"use strict";
(() => {
  const status = document.querySelector(".toast");
  let hiding = 0;

  function say(words) {
    status.textContent = words;
    status.classList.add("shown");
    clearTimeout(hiding);
    hiding = setTimeout(() => status.classList.remove("shown"), 2500);
  }

  // Where the clipboard is closed to pages, a selection can still be copied.
  function copySelection(place) {
    const range = document.createRange();
    range.selectNodeContents(place);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }

  async function copy(button) {
    const place = document.getElementById(button.dataset.copy);
    let copied = true;
    try {
      await navigator.clipboard.writeText(place.textContent);
    } catch {
      copied = copySelection(place);
    }
    if (copied) {
      button.closest(".step").classList.add("ready");
      mark(button.closest(".panel"));
    }
    say(copied ? "Copied" : "It is selected: copy it by hand");
  }

  // The accent stands on what is copied next.
  function mark(panel) {
    const buttons = [...panel.querySelectorAll("[data-copy]")];
    const next = buttons.find((button) => !button.closest(".step").classList.contains("ready"));
    buttons.forEach((button) => button.classList.toggle("next", button === next));
  }

  function openTabs(list) {
    const tabs = [...list.querySelectorAll("a")];
    const panels = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));
    const show = (at) => tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === at));
      tab.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
    list.setAttribute("role", "tablist");
    tabs.forEach((tab, i) => {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panels[i].id);
      panels[i].setAttribute("role", "tabpanel");
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        show(i);
      });
      tab.addEventListener("keydown", (event) => {
        const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1, " ": i }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        const at = (to + tabs.length) % tabs.length;
        show(at);
        tabs[at].focus();
      });
    });
    show(0);
  }

  document.documentElement.classList.add("live");
  // From the disk a browser opens a file in a tab of its own; from a server it saves it.
  if (location.protocol !== "file:") {
    document.querySelectorAll("[data-save]").forEach((word) => { word.textContent = "Save"; });
  }
  document.querySelectorAll("[data-tabs]").forEach(openTabs);
  document.querySelectorAll(".panel").forEach(mark);
  document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
})();
