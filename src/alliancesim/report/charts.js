"use strict";
// Draws each chart from the data that stands beside it, one after another so that the page stays
// responsive. Colours of text follow the style sheet.
(function () {
  const sources = Array.from(document.querySelectorAll("script[data-chart]"));
  const settings = {
    responsive: true,
    displaylogo: false,
    // Named one by one: the library's own choice has a button that sends the chart to a server.
    modeBarButtons: [["toImage", "zoom2d", "pan2d", "resetScale2d"]],
  };
  function drawNext() {
    const source = sources.shift();
    if (!source) {
      document.documentElement.dataset.drawn = "yes";
      return;
    }
    const place = document.getElementById(source.dataset.chart);
    const figure = JSON.parse(source.textContent);
    Plotly.newPlot(place, figure.data, figure.layout, settings).then(function () {
      setTimeout(drawNext, 0);
    });
  }
  drawNext();
})();
