/* What runs in the browser: the clock of the ticks, the timeline, keys and the theme. */
(function () {
  "use strict";
  const FAST = 40, IDLE = 250, LOST = 8000;
  let timer = null, ticks = 0, asked = 0, slider = null, held = false, beats = 0, lastBeat = "", epoch = "";

  function set(id, props) { window.dash_clientside.set_props(id, props); }

  function ask() {
    asked = Date.now();
    ticks += 1;
    set("clock", { data: ticks });
  }

  /* A lost answer must not stop the page: ask again after a while. */
  setInterval(function () {
    if (document.getElementById("session-ended")) { return; }
    if (asked && Date.now() - asked > LOST) { ask(); }
  }, 2000);

  function mount() {
    const place = document.getElementById("slider");
    if (!place) { return null; }
    if (slider && place.contains(slider)) { return slider; }
    slider = document.createElement("input");
    slider.type = "range";
    slider.id = "slider-input";
    slider.min = 0;
    slider.setAttribute("aria-label", "Step shown");
    slider.addEventListener("input", function () {
      held = true;
      set("wanted", { data: { step: Number(slider.value), asked: Date.now() } });
    });
    slider.addEventListener("change", function () { setTimeout(function () { held = false; }, 600); });
    place.appendChild(slider);
    return slider;
  }

  function follow(cursor) {
    const input = mount();
    document.querySelectorAll("input[type=file]:not([aria-label])").forEach(function (upload) {
      upload.setAttribute("aria-label", "Open a file");
    });
    if (!input || cursor.last === undefined) { return; }
    input.max = cursor.last;
    if (!held) { input.value = cursor.shown; }
    input.style.setProperty("--shown", cursor.shown / cursor.last);
    input.style.setProperty("--head", cursor.head / cursor.last);
    const date = document.getElementById("date");
    input.setAttribute("aria-valuetext", date ? date.textContent : String(cursor.shown));
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.alliancesim = {
    again: function (cursor) {
      const same = window.dash_clientside.no_update;
      if (!cursor) { return [same, same]; }
      if (cursor.ended) { asked = 0; return [same, same]; }
      follow(cursor);
      clearTimeout(timer);
      timer = setTimeout(ask, cursor.moving ? FAST : IDLE);
      const begun = cursor.epoch === epoch ? same : cursor.epoch;
      epoch = cursor.epoch;
      /* Panels that are dear to fill follow at a walking pace. */
      const sign = [cursor.epoch, cursor.shown, cursor.heads, cursor.others].join(" ");
      const now = Date.now();
      if (sign === lastBeat || (cursor.moving && now - beats < 1200)) { return [same, begun]; }
      beats = now;
      lastBeat = sign;
      return [{ sign: sign }, begun];
    },
    image: function () {
      const trigger = window.dash_clientside.callback_context.triggered_id;
      const name = arguments[2];
      const drawn = document.querySelector("#" + name + " .js-plotly-plot");
      if (!trigger || !drawn || !drawn.offsetWidth) {
        return "This chart is not on the screen; open its tab first.";
      }
      const format = trigger === "export-png" ? "png" : "svg";
      const dark = document.documentElement.dataset.theme === "dark";
      window.Plotly.downloadImage(drawn, {
        format: format, filename: "alliancesim-" + name, scale: format === "png" ? 2 : 1,
        width: drawn.offsetWidth, height: drawn.offsetHeight,
        setBackground: dark ? "#181d23" : "#ffffff",
      });
      return "saved as " + format.toUpperCase();
    },
    tabs: function (tab) {
      const trust = tab === "trust";
      return [trust, !trust, trust, !trust];
    },
    bench: function (chosen) {
      document.querySelectorAll(".bench .panel").forEach(function (panel) {
        panel.hidden = panel.id !== "panel-" + chosen;
      });
      return window.dash_clientside.no_update;
    },
  };

  const KEYS = { " ": "play", k: "play", ArrowRight: "forward", ArrowLeft: "back" };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    const on = event.target;
    const typing = on.closest("input, textarea, select, [role=listbox], [role=combobox]," +
      " .dash-dropdown, .dash-dropdown-content");
    const pressing = on.closest("button, a, summary, label");
    const id = KEYS[event.key];
    if (!id || typing || (event.key === " " && pressing)) { return; }
    const button = document.getElementById(id);
    if (button) { event.preventDefault(); button.click(); }
  });

  function theme(name) {
    document.documentElement.dataset.theme = name;
    try { localStorage.setItem("alliancesim-theme", name); } catch (error) { /* no storage: forgets */ }
  }
  let kept = null;
  try { kept = localStorage.getItem("alliancesim-theme"); } catch (error) { kept = null; }
  const dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
  theme(kept || (dark ? "dark" : "light"));
  document.addEventListener("click", function (event) {
    const happening = event.target.closest("#feed button");
    if (happening) {
      set("picked", { data: { number: Number(happening.dataset.number), asked: Date.now() } });
    }
    if (event.target.closest("#theme")) {
      theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    }
  });
})();
