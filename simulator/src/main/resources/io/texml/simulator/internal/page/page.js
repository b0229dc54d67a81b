"use strict";

// Keeps the parts of a page that are marked data-live up to date, and sends forms without leaving the page.
(() => {
  const shown = new Map();
  const problem = document.getElementById("problem");
  const connection = document.getElementById("connection");

  for (const region of document.querySelectorAll("[data-live]")) {
    shown.set(region.id, region.innerHTML);
  }

  const read = (html) => new DOMParser().parseFromString(html, "text/html");

  // What is open stays open, and who was at a button stays there.
  function replace(region, fresh) {
    const open = new Set([...region.querySelectorAll("details[open]")].map((details) => details.dataset.key));
    const focused = region.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.closest("details")?.dataset.key;
    const same = (element) =>
      key ? element.closest("details")?.dataset.key === key : element.textContent === focused.textContent;
    region.replaceChildren(...document.importNode(fresh, true).childNodes);
    for (const details of region.querySelectorAll("details")) {
      details.open = open.has(details.dataset.key);
    }
    if (focused) {
      [...region.querySelectorAll(focused.tagName)].find(same)?.focus();
    }
  }

  function apply(page) {
    for (const fresh of page.querySelectorAll("[data-live]")) {
      const region = document.getElementById(fresh.id);
      if (region && shown.get(fresh.id) !== fresh.innerHTML) {
        shown.set(fresh.id, fresh.innerHTML);
        replace(region, fresh);
      }
    }
  }

  // One request at a time: however much happens, a slow browser asks seldom.
  let busy = false;
  let again = false;

  async function refresh() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        const answer = await fetch(location.href);
        if (answer.ok) {
          apply(read(await answer.text()));
        }
      } while (again);
    } catch {
      // The stream of events says that nobody answers.
    } finally {
      busy = false;
    }
  }

  let events = null;

  function listen() {
    if (events || document.hidden) {
      return;
    }
    events = new EventSource("/_simulator/page/events");
    events.addEventListener("open", () => {
      connection.textContent = "";
    });
    events.addEventListener("changed", refresh);
    events.addEventListener("error", () => {
      connection.textContent = "The simulator does not answer; trying again.";
    });
  }

  // A browser has few connections for one host, so a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && events) {
      events.close();
      events = null;
    } else {
      listen();
    }
  });

  async function send(form, body) {
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const page = read(await answer.text());
      problem.textContent = answer.ok ? "" : page.getElementById("problem")?.textContent || "That did not work.";
      if (answer.ok && new URL(answer.url).pathname !== location.pathname) {
        location.assign(answer.url);
      } else if (answer.ok) {
        for (const input of form.querySelectorAll("input:not([type=hidden])")) {
          input.value = input.defaultValue;
        }
        refresh();
      }
    } catch {
      problem.textContent = "The simulator does not answer.";
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-act")) {
      return;
    }
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter?.name) {
      body.append(event.submitter.name, event.submitter.value);
    }
    send(form, body);
  });

  listen();
})();
