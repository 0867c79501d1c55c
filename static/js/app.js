// Makes pages quicker to use; every page works without it. Attributes it reads:
//   data-copy="#id or text"   copy button (hidden until this script runs); data-said is announced
//   data-id="name"            an ID that gets a copy button, made from the template #copy-button
//   data-search               the field that "/" focuses
//   data-once                 form: a second submit within a second is ignored
//   data-autosubmit           form: sent when a choice in it changes, except one with data-wait
//   data-focus                takes focus when the page opens (error summary, confirmation)
//   data-confirm-focus        the field or button of a confirmation that takes focus
//   data-session-expires      panel shown two minutes before this time; its link keeps the session
//   data-shortcuts-toggle     switches single-key shortcuts off and on in this browser
//   data-prefetch             container whose row links are fetched ahead on hover
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const live = one('#live');
  const say = (words) => {
    if (!live) return;
    live.textContent = '';
    setTimeout(() => { live.textContent = words; }, 50);
  };
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } },
  };

  // Copy
  const copy = async (button) => {
    const from = button.dataset.copy;
    const source = from.startsWith('#') ? one(from) : null;
    const text = source ? (source.value ?? source.textContent).trim() : from;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return;
    }
    button.classList.add('copied');
    say(button.dataset.said || '');
    setTimeout(() => button.classList.remove('copied'), 2000);
  };
  if (navigator.clipboard) {
    const pattern = one('#copy-button');
    if (pattern) {
      all('[data-id]').forEach((id) => {
        const button = pattern.content.firstElementChild.cloneNode(true);
        button.dataset.copy = id.textContent;
        one('.hush', button).textContent += id.dataset.id;
        id.after(button);
      });
    }
    all('[data-copy]').forEach((button) => { button.hidden = false; });
  }

  // Folds stand open on wide screens; browsers without ::details-content need help.
  if (!CSS.supports('selector(::details-content)') && matchMedia('(min-width: 800px)').matches) {
    all('details.fold').forEach((fold) => { fold.open = true; });
  }

  // Focus on the summary of errors, or on what a confirmation asks for
  const first = one('[data-focus]') || one('[data-confirm-focus]');
  if (first) first.focus();

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-copy]');
    if (button) copy(button);
    const link = event.target.closest('.error-summary a[href^="#"]');
    if (link) {
      const field = document.getElementById(link.hash.slice(1));
      if (field) {
        event.preventDefault();
        const target = field.matches('input, select, textarea') ? field : one('input, select, textarea', field) || field;
        (target.closest('.field') || target).scrollIntoView();
        target.focus({ preventScroll: true });
      }
    }
    all('details.menu[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  // Forms
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-once]') || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    setTimeout(() => { delete form.dataset.sent; }, 1000);
  });
  document.addEventListener('change', (event) => {
    const form = event.target.form;
    const choice = 'select, [type=radio], [type=checkbox]:not([data-wait])';
    if (form && form.matches('[data-autosubmit]') && event.target.matches(choice)) {
      form.requestSubmit();
    }
  });

  // Keys
  const toggle = one('[data-shortcuts-toggle]');
  const keysOn = () => store.get('shortcuts') !== 'off' && document.body.dataset.shortcuts !== 'off';
  if (toggle) {
    toggle.hidden = false;
    const show = () => toggle.setAttribute('aria-pressed', String(keysOn()));
    toggle.addEventListener('click', () => { store.set('shortcuts', keysOn() ? 'off' : 'on'); show(); });
    show();
  }
  const places = { c: '/customers', o: '/orders', r: '/reservations', s: '/support' };
  let goAt = 0;
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      all('details.menu[open]').forEach((menu) => { menu.open = false; one('summary', menu).focus(); });
      return;
    }
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !keysOn()) return;
    if (event.target.closest('input, select, textarea, [contenteditable]')) return;
    if (event.key === '/') {
      const search = one('[data-search]');
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === 'g') {
      goAt = event.timeStamp;
    } else if (places[event.key] && event.timeStamp - goAt < 1000) {
      // Only places that this viewer's navigation offers.
      const link = one(`.side a[href="${places[event.key]}"]`);
      goAt = 0;
      if (link) link.click();
    }
  });

  // Session: warn two minutes before, keep it on request without leaving the page
  const warning = one('[data-session-expires]');
  if (warning) {
    let timer = 0;
    const arm = () => {
      clearTimeout(timer);
      const left = Date.parse(warning.dataset.sessionExpires) - Date.now() - 120000;
      if (left < 2 ** 31) timer = setTimeout(() => { warning.hidden = false; }, Math.max(left, 0));
    };
    const stay = one('a', warning);
    if (stay) {
      stay.addEventListener('click', async (event) => {
        event.preventDefault();
        try {
          const answer = await fetch(stay.href, { credentials: 'same-origin' });
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          warning.dataset.sessionExpires = one('[data-session-expires]', page).dataset.sessionExpires;
          warning.hidden = true;
          arm();
        } catch {
          location.assign(stay.href);
        }
      });
    }
    arm();
  }

  // Fetch the page behind a row link while the pointer rests on it
  const fetched = new Set();
  document.addEventListener('pointerover', (event) => {
    const link = event.target.closest('[data-prefetch] a[href^="/"]');
    if (!link || fetched.has(link.href) || event.pointerType === 'touch') return;
    if (navigator.connection && navigator.connection.saveData) return;
    const rest = setTimeout(() => {
      fetched.add(link.href);
      const hint = document.createElement('link');
      hint.rel = 'prefetch';
      hint.href = link.href;
      document.head.append(hint);
    }, 80);
    link.addEventListener('pointerleave', () => clearTimeout(rest), { once: true });
  });
})();
