// A classic script in the head: the choice must stand before the first paint.
'use strict';
{
  const KEY = 'mentions-theme';
  const choice = (() => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  })();
  const apply = (theme) => {
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    } else {
      delete document.documentElement.dataset.theme;
    }
  };
  apply(choice);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const tell = () => dispatchEvent(new Event('themechange'));
  dark.addEventListener('change', tell);
  addEventListener('DOMContentLoaded', () => {
    const select = document.getElementById('theme');
    select.value = document.documentElement.dataset.theme ?? '';
    select.addEventListener('change', () => {
      apply(select.value);
      try {
        localStorage.setItem(KEY, select.value);
      } catch {
        // Storage is refused: the choice holds for this page.
      }
      tell();
    });
  });
  window.effectiveTheme = () => document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light');
}
