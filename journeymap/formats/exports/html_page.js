"use strict";
// Clicks and keys open a touchpoint's details beside the map. Without this script they are read below it.
(() => {
  const root = document.documentElement;
  const map = document.querySelector(".map");
  const columns = [...document.querySelectorAll("a[data-touchpoint]")];
  let zoom = 1;
  root.classList.add("js");

  const article = (link) => document.getElementById(link.getAttribute("href").slice(1));
  const current = () => columns.findIndex((link) => link.classList.contains("lit"));

  const show = (index) => {
    columns.forEach((link, i) => {
      link.classList.toggle("lit", i === index);
      article(link).classList.toggle("open", i === index);
    });
    if (index >= 0) {
      columns[index].scrollIntoView({ block: "nearest", inline: "center" });
      article(columns[index]).focus({ preventScroll: true });
    }
  };

  const close = () => {
    const index = current();
    show(-1);
    if (index >= 0) columns[index].focus({ preventScroll: true });
  };

  const scale = (factor) => {
    zoom = factor === 0 ? 1 : Math.min(4, Math.max(0.25, zoom * factor));
    map.style.setProperty("--zoom", String(zoom));
  };

  columns.forEach((link, i) => link.addEventListener("click", (event) => {
    event.preventDefault();
    show(i);
  }));
  document.querySelectorAll("article > button").forEach((button) => button.addEventListener("click", close));
  document.querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => scale(Number(button.dataset.zoom)));
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = current();
    if (event.key === "Escape" && index >= 0) close();
    if (index < 0 && document.activeElement?.closest(".scroll") === null) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && columns.length) {
      event.preventDefault();
      show(Math.min(columns.length - 1, Math.max(0, index + step)));
    }
  });
})();
