// The HTML of the file dialog. In: the request. Out: one self-contained page, keyboard first: arrows, Enter, Backspace,
// Escape.
import type { FileFilter } from '../host/platform.ts'

export type DialogRequest = {
  kind: 'open' | 'folder' | 'save'
  title: string
  filters: FileFilter[]
  many: boolean
  suggested: string
  language: 'vi' | 'en'
}

const words = {
  vi: {
    ok: { open: 'Mở', folder: 'Chọn thư mục này', save: 'Lưu' },
    cancel: 'Hủy',
    up: 'Lên một cấp',
    path: 'Thư mục',
    name: 'Tên tệp',
    overwrite: 'Tệp đã có. Ghi đè?',
    empty: 'Thư mục trống',
    newFolder: 'Tên thư mục mới (để trống nếu không tạo)',
  },
  en: {
    ok: { open: 'Open', folder: 'Choose this folder', save: 'Save' },
    cancel: 'Cancel',
    up: 'Up one level',
    path: 'Folder',
    name: 'File name',
    overwrite: 'The file exists. Overwrite it?',
    empty: 'Empty folder',
    newFolder: 'New folder name (empty: none)',
  },
} as const

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

/** Runs in the page; written as a function so that it is type-checked and linted, then serialised. */
const script = `
const byId = (id) => document.getElementById(id);
const { kind, many, suggested, text } = JSON.parse(byId('request').textContent);
let listing = null; const picked = new Set();
const separator = () => (listing.folder.includes('\\\\') ? '\\\\' : '/');
const join = (name) => listing.folder.replace(/[\\\\/]$/, '') + separator() + name;
async function show(folder) {
  listing = await dialogHost('list', folder); picked.clear();
  byId('path').value = listing.folder; byId('up').disabled = !listing.parent;
  byId('problem').textContent = listing.failure || '';
  const list = byId('list'); list.textContent = '';
  for (const name of listing.folders) add(list, name, true, '');
  if (kind !== 'folder') for (const file of listing.files) add(list, file.name, false, Math.ceil(file.bytes / 1024).toLocaleString() + ' KB');
  if (!list.children.length) { const p = document.createElement('p'); p.textContent = text.empty; list.append(p); }
}
function add(list, name, isFolder, size) {
  const item = document.createElement('button'); item.type = 'button'; item.setAttribute('role', 'option'); item.setAttribute('aria-selected', 'false');
  item.innerHTML = '<span class="icon"></span><span class="name"></span><span class="size"></span>';
  item.querySelector('.icon').textContent = isFolder ? '\\u{1F4C1}' : '\\u{1F4C4}'; item.querySelector('.name').textContent = name; item.querySelector('.size').textContent = size;
  item.onclick = (event) => { if (isFolder) return; if (!many || !(event.ctrlKey || event.shiftKey)) { picked.clear(); for (const e of list.children) e.setAttribute('aria-selected', 'false'); } picked.add(name); item.setAttribute('aria-selected', 'true'); byId('name').value = [...picked].join('; '); };
  item.ondblclick = () => { if (isFolder) show(join(name)); else accept(); };
  item.onkeydown = (event) => { if (event.key === 'Enter' && isFolder) { event.preventDefault(); show(join(name)); } };
  list.append(item);
}
async function accept() {
  const name = byId('name').value.trim();
  if (kind === 'folder') return dialogHost('choose', JSON.stringify([name ? join(name) : listing.folder]));
  const names = picked.size > 1 ? [...picked] : [name];
  if (!names[0]) return byId('name').focus();
  const absolute = (n) => (/^([A-Za-z]:)?[\\\\/]/.test(n) ? n : join(n));
  if (kind === 'save' && await dialogHost('exists', absolute(names[0])) && !confirm(text.overwrite)) return;
  if (kind === 'open' && !(await dialogHost('exists', absolute(names[0])))) { byId('problem').textContent = names[0] + ' ?'; return; }
  dialogHost('choose', JSON.stringify(names.map(absolute)));
}
byId('up').onclick = () => show(listing.parent);
byId('ok').onclick = accept; byId('cancel').onclick = () => dialogHost('cancel', '');
byId('path').onkeydown = (event) => { if (event.key === 'Enter') show(byId('path').value); };
byId('name').onkeydown = (event) => { if (event.key === 'Enter') accept(); };
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') dialogHost('cancel', '');
  if (event.target.tagName === 'INPUT') return;
  if (event.key === 'Backspace' && listing.parent) show(listing.parent);
  const items = [...byId('list').querySelectorAll('button')]; const at = items.indexOf(document.activeElement);
  if (event.key === 'ArrowDown') (items[at + 1] || items[0])?.focus();
  if (event.key === 'ArrowUp') (items[at - 1] || items.at(-1))?.focus();
});
byId('name').value = suggested; show('').then(() => byId(kind === 'save' ? 'name' : 'path').focus());
`

export const dialogPage = (request: DialogRequest): string => {
  const w = words[request.language]
  const facts = JSON.stringify({
    kind: request.kind,
    many: request.many,
    suggested: request.suggested,
    text: w,
  }).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="${request.language}"><meta charset="utf-8"><title>${escapeHtml(request.title)}</title>
<style>
:root{color-scheme:light dark;font:14px/1.45 "Noto Sans","Segoe UI",sans-serif}
body{margin:0;padding:16px;display:grid;grid-template-rows:auto auto 1fr auto auto;gap:8px;height:100vh;box-sizing:border-box}
h1{font-size:16px;margin:0}.bar{display:flex;gap:8px;align-items:center}.bar label{min-width:5em}
input{flex:1;font:inherit;padding:5px 8px}button{font:inherit;padding:5px 14px;min-height:28px}
#list{overflow:auto;border:1px solid GrayText;border-radius:4px;padding:4px}
#list button{display:flex;width:100%;gap:8px;background:none;border:0;text-align:left;border-radius:3px;padding:3px 6px}
#list button:hover,#list button[aria-selected=true]{background:Highlight;color:HighlightText}
#list .name{flex:1}#list .size{font-variant-numeric:tabular-nums}#list p{margin:16px;color:GrayText}
#problem{color:#a4262c;min-height:1.45em}.end{justify-content:flex-end}
</style>
<h1>${escapeHtml(request.title)}</h1>
<div class="bar"><label for="path">${w.path}</label><input id="path" spellcheck="false"><button id="up" type="button">${w.up}</button></div>
<div id="list" role="listbox" aria-label="${w.path}"></div>
<div class="bar"><label for="name">${request.kind === 'folder' ? w.newFolder : w.name}</label><input id="name" spellcheck="false"></div>
<div class="bar end"><span id="problem" role="alert"></span><button id="ok" type="button">${w.ok[request.kind]}</button><button id="cancel" type="button">${w.cancel}</button></div>
<script type="application/json" id="request">${facts}</script><script>${script}</script></html>`
}
