import type { Spread } from './rounds.mts';

export interface Bar {
	label: string;
	ratio: Spread;
}

/** How the time or the memory of one contender grows with the number of items. */
export interface Line {
	label: string;
	points: Array<{ items: number; value: number }>;
}

export interface Plot {
	title: string;
	unit: string;
	lines: Line[];
}

const WIDTH = 860;
const BAR = { left: 380, right: 800, top: 92, height: 22, gap: 18 };
const PLOT = { width: 300, height: 170, left: 90, distance: 410 };
const COLOURS = ['#2563eb', '#b45309'];
const TEXT = 'fill="#1f2937"';

/** Bars with an axis of their own, and a line at 1. */
export interface Section {
	bars: Bar[];
	/** What is on the axis; by default, that it is a ratio. */
	caption?: string;
	/** What is written at the end of a bar; by default, its median. */
	written?: (median: number) => string;
}

const RATIOS = 'ratio (bar: median, line: lowest to highest round)';

/** Draws the sections of bars one below the other, and the growth below them. */
export function chart(
	subtitle: string,
	sections: Section[],
	plots: Plot[],
	title = 'What the node costs',
): string {
	const tops = sections.reduce(
		(above, one) => [...above, bottomOf(one, above.at(-1)!) + 84],
		[BAR.top],
	);
	const bottom = tops.pop()! - 84;
	const plotTop = bottom + 110;
	const height = plots.length === 0 ? bottom + 56 : plotTop + PLOT.height + 90;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, Segoe UI, Helvetica, Arial, sans-serif" font-size="14">`,
		`<title>${title}</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		text(24, 36, title, 'start', 'font-size="20" font-weight="600"'),
		text(24, 60, subtitle, 'start', 'fill="#4b5563"'),
		...sections.flatMap((section, index) => drawBars(section, tops[index])),
		...plots.flatMap((plot, index) => drawPlot(plot, PLOT.left + index * PLOT.distance, plotTop)),
		'</svg>',
		'',
	].join('\n');
}

function bottomOf({ bars }: Section, top: number): number {
	return top + bars.length * (BAR.height + BAR.gap);
}

function drawBars(section: Section, top: number): string[] {
	const { bars, caption = RATIOS, written = (median) => median.toFixed(2) } = section;
	const bottom = bottomOf(section, top);
	const most = Math.max(1.5, ...bars.map(({ ratio }) => ratio.max)) * 1.05;
	const x = (ratio: number) => BAR.left + ((BAR.right - BAR.left) * ratio) / most;
	const step = most > 6 ? 2 : most > 3 ? 1 : 0.5;
	const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
	const middleOf = (index: number) => top + index * (BAR.height + BAR.gap) + BAR.height / 2;
	const legible = 'font-weight="600" paint-order="stroke" stroke="#ffffff" stroke-width="4"';
	return [
		...ticks.flatMap((tick) => [
			line(x(tick), top - 8, x(tick), bottom, '#e5e7eb'),
			text(x(tick), bottom + 18, String(tick), 'middle'),
		]),
		...bars.flatMap(({ label, ratio }, index) => {
			const middle = middleOf(index);
			return [
				text(BAR.left - 12, middle + 5, label, 'end'),
				`<rect x="${BAR.left}" y="${middle - BAR.height / 2}" width="${round(x(ratio.median) - BAR.left)}" height="${BAR.height}" fill="${COLOURS[0]}"/>`,
				line(x(ratio.min), middle, x(ratio.max), middle, '#111827', 2),
			];
		}),
		line(x(1), top - 8, x(1), bottom, '#b91c1c', 2),
		...bars.map(({ ratio }, index) =>
			text(x(ratio.max) + 8, middleOf(index) + 5, written(ratio.median), 'start', legible),
		),
		text((BAR.left + BAR.right) / 2, bottom + 40, caption),
	];
}

function drawPlot({ title, unit, lines }: Plot, left: number, top: number): string[] {
	const points = lines.flatMap((one) => one.points);
	const counts = [...new Set(points.map(({ items }) => items))];
	const most = Math.max(...points.map(({ value }) => value)) * 1.1;
	const [low, high] = [Math.log10(counts[0]), Math.log10(counts.at(-1)!)];
	const x = (items: number) => left + (PLOT.width * (Math.log10(items) - low)) / (high - low);
	const y = (value: number) => top + PLOT.height * (1 - value / most);
	const bottom = top + PLOT.height;
	return [
		text(left, top - 42, title, 'start', 'font-weight="600"'),
		...[0, 0.5, 1].flatMap((share) => [
			line(left, y(most * share), left + PLOT.width, y(most * share), '#e5e7eb'),
			text(left - 8, y(most * share) + 5, readable(most * share), 'end'),
		]),
		...counts.map((items) => text(x(items), bottom + 20, items.toLocaleString('en'))),
		text(left + PLOT.width / 2, bottom + 42, 'items'),
		`<text transform="translate(${left - 58} ${top + PLOT.height / 2}) rotate(-90)" text-anchor="middle" ${TEXT}>${unit}</text>`,
		...lines.flatMap(({ label, points: own }, index) => [
			`<polyline fill="none" stroke="${COLOURS[index]}" stroke-width="2.5" points="${own.map(({ items, value }) => `${round(x(items))},${round(y(value))}`).join(' ')}"/>`,
			...own.map(
				({ items, value }) =>
					`<circle cx="${round(x(items))}" cy="${round(y(value))}" r="3.5" fill="${COLOURS[index]}"/>`,
			),
			line(left + index * 110, top - 21, left + index * 110 + 20, top - 21, COLOURS[index], 3),
			text(left + index * 110 + 26, top - 16, label, 'start'),
		]),
	];
}

function text(x: number, y: number, content: string, anchor = 'middle', more = ''): string {
	const colour = more.includes('fill=') ? '' : TEXT;
	return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" ${colour} ${more}>${content}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, width = 1): string {
	return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}" stroke-width="${width}"/>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

function readable(value: number): string {
	return value >= 10 || value === 0 ? value.toFixed(0) : value.toFixed(1);
}
