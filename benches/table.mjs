// Tables of text.

/** Rows of cells as lines, with the first column to the left and the others to the right. */
export function table(lines) {
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const cell = (text, i) => i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]);
  return lines.map((line) => line.map(cell).join('   ').trimEnd()).join('\n');
}

/** A number with three digits that say something, and its thousands apart. */
export function number(value) {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, digits === 0 ? ' ' : '');
}

/** A number with two decimals, and no minus before a zero. */
export const hundredths = (value) => (Math.round(value * 100) / 100 + 0).toFixed(2);

/** A number in millions. */
export const millions = (value) => number(value / 1e6);

/** Bytes in MB; a dash where the system did not say. */
export const megabytes = (bytes) => bytes === null ? '–' : millions(bytes);
