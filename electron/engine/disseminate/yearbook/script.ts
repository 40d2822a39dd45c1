// What the pages of a yearbook do: search without marks, tables that sort, printing. In: nothing. Out: the text of one
// script, without anything from elsewhere; the pages read whole where it does not run.

export const yearbookScript = `'use strict';
(() => {
  const vi = document.documentElement.lang === 'vi';
  const fold = (text) => text.normalize('NFD').replace(/\\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
  const print = document.getElementById('print');
  if (print) { print.hidden = false; print.addEventListener('click', () => window.print()); }

  // Search: every word must occur; titles before contents.
  const entries = window.yearbookSearch || [];
  const box = document.getElementById('q');
  const list = document.getElementById('found');
  let chosen = -1;
  const options = () => [...list.querySelectorAll('li[role=option]')];
  const close = () => { list.hidden = true; chosen = -1; box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant'); };
  const choose = (index) => {
    const all = options();
    if (all.length === 0) return;
    chosen = (index + all.length) % all.length;
    all.forEach((li, i) => li.setAttribute('aria-selected', String(i === chosen)));
    all[chosen].scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', all[chosen].id);
  };
  const search = () => {
    const words = fold(box.value).split(/\\s+/).filter(Boolean);
    list.textContent = '';
    if (words.length === 0) return close();
    const hits = entries
      .map((entry) => {
        const inTitle = words.every((word) => entry.f.includes(word));
        const anywhere = inTitle || words.every((word) => entry.f.includes(word) || entry.x.includes(word));
        return { entry, rank: inTitle ? 0 : anywhere ? 1 : 2 };
      })
      .filter((hit) => hit.rank < 2)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, 30);
    for (const [i, { entry }] of hits.entries()) {
      const li = document.createElement('li');
      li.id = 'hit' + i;
      li.setAttribute('role', 'option');
      li.setAttribute('aria-selected', 'false');
      li.dataset.href = entry.u;
      li.append(entry.t);
      const small = document.createElement('small');
      small.textContent = entry.c;
      li.append(small);
      li.addEventListener('click', () => { location.href = entry.u; });
      list.append(li);
    }
    if (hits.length === 0) {
      const li = document.createElement('li');
      li.setAttribute('role', 'option');
      li.setAttribute('aria-selected', 'false');
      li.setAttribute('aria-disabled', 'true');
      li.textContent = vi ? 'Không tìm thấy.' : 'Nothing found.';
      list.append(li);
    }
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    chosen = -1;
  };
  if (box && list) {
    box.addEventListener('input', search);
    box.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') { event.preventDefault(); choose(chosen + 1); }
      else if (event.key === 'ArrowUp') { event.preventDefault(); choose(chosen - 1); }
      else if (event.key === 'Escape') close();
      else if (event.key === 'Enter') {
        const target = options()[Math.max(0, chosen)];
        if (target && target.dataset.href) location.href = target.dataset.href;
      }
    });
    document.addEventListener('click', (event) => { if (!event.target.closest('.find')) close(); });
  }

  // Sorting: totals stay on top, places without a figure go last, the first order comes back at the third press.
  const valueOf = (text) => {
    const bare = text.replace(/\\([^)]*\\)\\s*$/, '').trim().replace(/\\s/g, '').replace('\\u2212', '-');
    const plain = vi ? bare.replace(/\\./g, '').replace(',', '.') : bare.replace(/,/g, '');
    return /^-?\\d+(\\.\\d+)?$/.test(plain) ? Number(plain) : null;
  };
  for (const table of document.querySelectorAll('table[data-sortable]')) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    if (rows.some((row) => row.classList.contains('group')) || rows.length < 3) continue;
    // Rows between two totals belong to the first: they are sorted among themselves.
    const parts = [];
    for (const row of rows) {
      if (parts.length === 0 || row.classList.contains('total')) parts.push({ head: null, free: [] });
      const part = parts[parts.length - 1];
      if (row.classList.contains('total')) part.head = row;
      else part.free.push(row);
    }
    // The column under a heading, by walking the grid of spans.
    const grid = [];
    [...table.tHead.rows].filter((row) => !row.classList.contains('numbers')).forEach((row, r) => {
      grid[r] = grid[r] || [];
      let column = 0;
      for (const cell of row.cells) {
        while (grid[r][column]) column += 1;
        for (let i = 0; i < cell.rowSpan; i += 1) {
          grid[r + i] = grid[r + i] || [];
          for (let j = 0; j < cell.colSpan; j += 1) grid[r + i][column + j] = cell;
        }
        column += cell.colSpan;
      }
    });
    const last = grid[grid.length - 1] || [];
    const state = { column: -1, order: 0 };
    const heads = [];
    last.forEach((cell, column) => {
      if (!cell || cell.colSpan > 1) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.textContent = '↕';
      button.setAttribute('aria-label', (vi ? 'Sắp xếp theo ' : 'Sort by ') + cell.textContent.replace(/\\s+/g, ' ').trim());
      cell.append(document.createElement('br'), button);
      heads.push({ cell, button, column });
      button.addEventListener('click', () => {
        state.order = state.column === column ? (state.order + 1) % 3 : column === 0 ? 2 : 1;
        state.column = column;
        for (const head of heads) {
          const own = head.column === column && state.order > 0;
          head.button.textContent = own ? (state.order === 1 ? '↓' : '↑') : '↕';
          if (own) head.cell.setAttribute('aria-sort', state.order === 1 ? 'descending' : 'ascending');
          else head.cell.removeAttribute('aria-sort');
        }
        const sign = state.order === 1 ? -1 : 1;
        const inOrder = (free) => [...free].sort((a, b) => {
          const [x, y] = [a.cells[column].textContent, b.cells[column].textContent];
          if (column === 0) return sign * x.localeCompare(y, vi ? 'vi' : 'en');
          const [m, n] = [valueOf(x), valueOf(y)];
          if (m === null || n === null) return m === n ? 0 : m === null ? 1 : -1;
          return sign * (m - n);
        });
        if (state.order === 0) body.append(...rows);
        else for (const { head, free } of parts) body.append(...(head ? [head] : []), ...inOrder(free));
      });
    });
  }

  // Charts and maps: what a mark says stands beside the pointer at once; without this script the browser shows the same words by itself.
  const told = document.createElement('div');
  told.className = 'pointed';
  told.setAttribute('aria-hidden', 'true');
  told.hidden = true;
  document.body.append(told);
  let mark = null;
  let words = null;
  const leave = () => {
    if (mark) mark.prepend(words);
    mark = null;
    told.hidden = true;
  };
  for (const svg of document.querySelectorAll('figure svg')) {
    svg.addEventListener('pointermove', (event) => {
      if (event.target !== mark) {
        leave();
        const title = [...event.target.children].find((child) => child.localName === 'title');
        if (!title || event.target === svg) return;
        mark = event.target;
        words = title;
        told.textContent = title.textContent;
        title.remove();
        told.hidden = false;
      }
      told.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - told.offsetWidth - 8)) + 'px';
      told.style.top = Math.max(4, Math.min(event.clientY + 14, innerHeight - told.offsetHeight - 8)) + 'px';
    });
    svg.addEventListener('pointerleave', leave);
  }
  addEventListener('beforeprint', leave);

  // From disk a browser shows text files instead of saving them, and lets no page read them: a script beside the table brings them.
  if (location.protocol === 'file:') {
    const brought = {};
    const save = (name) => {
      const bytes = Uint8Array.from(atob(brought[name]), (c) => c.charCodeAt(0));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    };
    window.yearbookFiles = (files) => Object.assign(brought, files);
    for (const link of document.querySelectorAll('.downloads a[data-brought]')) {
      link.addEventListener('click', (event) => {
        const name = link.getAttribute('href').split('/').pop();
        event.preventDefault();
        if (brought[name]) return save(name);
        const script = document.createElement('script');
        script.src = link.dataset.brought;
        script.addEventListener('load', () => save(name));
        // Files alone, without what brings them: shown as the browser can.
        script.addEventListener('error', () => { location.href = link.href; });
        document.head.append(script);
      });
    }
  }
})();
`
