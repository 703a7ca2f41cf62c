/**
 * All the script the page has: sorting the trade list and reading the chart. Without it both are still there to read.
 * Written for browsers as it stands; nothing is put into it.
 */
export const PAGE_SCRIPT = `
(() => {
  const table = document.getElementById('trades');
  const keyOf = (row, column) => row.cells[column].dataset.v ?? row.cells[column].textContent;
  const compare = (a, b) => (isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b);
  for (const head of table?.tHead.rows[0].cells ?? []) {
    head.firstElementChild.addEventListener('click', () => {
      const isUp = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
      const rows = [...table.tBodies[0].rows].map((row) => [keyOf(row, head.cellIndex), row]);
      rows.sort(([a], [b]) => (isUp ? compare(a, b) : compare(b, a)));
      table.tBodies[0].append(...rows.map(([, row]) => row));
    });
  }
  const chart = document.getElementById('chart');
  const curve = JSON.parse(document.getElementById('curve').textContent);
  const readout = document.getElementById('readout');
  const areas = [...chart.querySelectorAll('.area')];
  const show = (point) => {
    readout.textContent = point ? point[1] + ' UTC   ' + point[2] + '   ' + point[3].replace('-', '\\u2212') : '';
    for (const area of areas) {
      const cross = area.querySelector('.cross');
      cross.hidden = !point;
      if (point) cross.style.left = point[0] * 100 + '%';
    }
  };
  for (const area of areas) {
    area.addEventListener('pointermove', (event) => {
      const box = area.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width;
      const near = (a, b) => (Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a);
      if (curve.length > 0) show(curve.reduce(near));
    });
    area.addEventListener('pointerleave', () => show(undefined));
  }
})();
`;
