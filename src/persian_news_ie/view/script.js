"use strict";
(() => {
  const tip = document.getElementById("tip");
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const quoted = (name) => '"' + CSS.escape(name) + '"';
  let owner = null;

  const linesOf = (element) => {
    const lines = (element.dataset.tip || "").split("\n").filter(Boolean);
    const around = element.closest("[data-facts]") || element.querySelector("[data-facts]");
    for (const fact of around ? around.dataset.facts.split(" ") : []) {
      const card = cardOf(fact);
      if (card) lines.push(...card.dataset.tip.split("\n").slice(0, 2));
    }
    return lines;
  };

  const cardOf = (fact) =>
    document.querySelector(".entry[data-fact=" + quoted(fact) + "]");

  const relatives = (element) => {
    const entity = element.dataset.entity;
    const fact = element.dataset.fact;
    if (entity) return all("[data-entity=" + quoted(entity) + "]");
    if (fact)
      return all(
        "[data-facts~=" + quoted(fact) + "], [data-fact=" + quoted(fact) + "]"
      );
    return (element.dataset.facts || "")
      .split(" ")
      .filter(Boolean)
      .flatMap((name) => all("[data-facts~=" + quoted(name) + "]"));
  };

  const place = (x, y) => {
    const box = tip.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, x - box.width / 2), width - box.width - 8);
    const above = y - box.height - 14;
    tip.style.left = left + "px";
    tip.style.top = (above > 4 ? above : y + 22) + "px";
  };

  const open = (element, x, y) => {
    const lines = linesOf(element);
    if (!lines.length) return;
    if (owner !== element) {
      close();
      owner = element;
      tip.replaceChildren(
        ...lines.map((line, number) => {
          const row = document.createElement(number ? "div" : "strong");
          row.dir = "auto";
          row.textContent = line;
          return row;
        })
      );
      tip.hidden = false;
      element.setAttribute("aria-describedby", "tip");
      relatives(element).forEach((other) => other.classList.add("lit"));
    }
    place(x, y);
  };

  const close = () => {
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
    all(".lit").forEach((other) => other.classList.remove("lit"));
  };

  const told = "[data-tip], [data-facts]";
  const teller = (target) => {
    const mark = target.closest("[data-tip]");
    return mark || target.closest("[data-facts]");
  };

  document.addEventListener("mouseover", (event) => {
    const element = event.target.closest(told) && teller(event.target);
    if (element) open(element, event.clientX, event.clientY);
    else close();
  });
  document.addEventListener("focusin", (event) => {
    const element = event.target.closest(told) && teller(event.target);
    if (!element) return close();
    const box = event.target.getBoundingClientRect();
    open(element, box.left + box.width / 2, box.top);
  });
  document.addEventListener("focusout", close);
  document.addEventListener("scroll", close, { passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  const flash = (elements) => {
    all(".flash").forEach((other) => other.classList.remove("flash"));
    elements.forEach((element) => {
      void element.getBoundingClientRect();
      element.classList.add("flash");
    });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) {
      const piece = event.target.closest("[data-facts]");
      if (!piece || String(window.getSelection())) return;
      const card = cardOf(piece.dataset.facts.split(" ").pop());
      if (!card) return;
      card.scrollIntoView({ block: "nearest", behavior: "smooth" });
      flash([card]);
      return;
    }
    const name = link.getAttribute("href").slice(1);
    const target = document.getElementById(name);
    if (!target) return;
    event.preventDefault();
    close();
    const fact = name.replace(/(^|-)at-/, "$1");
    const pieces = all("[data-facts~=" + quoted(fact) + "]");
    const isAnchor = target.matches("span:empty");
    const seen = !isAnchor ? [target] : pieces.length ? pieces : [target.nextElementSibling];
    seen[0].scrollIntoView({ block: "center", behavior: "smooth" });
    flash(seen);
    if (!target.matches("a, button")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    close();
  });

  all("input[data-layer]").forEach((box) =>
    box.addEventListener("change", () => {
      const page = box.closest(".document");
      page.classList.toggle("no-" + box.dataset.layer, !box.checked);
    })
  );
})();
