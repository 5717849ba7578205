import { ratios, spread } from '../rounds.mts';
import type { Spread } from '../rounds.mts';
import type { SimulatorSettings } from '../simulator.mts';
import type { Comparison } from './comparisons.mts';
import type { Measured } from './measure.mts';

/** How the contenders of one comparison did. */
export interface Result {
	title: string;
	service: SimulatorSettings;
	/** How many referrals have other values in the end, if all changes arrive. */
	changes: number;
	rounds: number;
	contenders: Figures[];
}

/** One contender's figures over all rounds. */
export interface Figures {
	name: string;
	/** Relative to the last contender, round by round. */
	timeRatio: Spread;
	requestsRatio: Spread;
	seconds: Spread;
	requests: Spread;
	throttled: Spread;
	/** The referrals whose change has arrived, as a share of all changes. */
	arrived: Spread;
}

/** @throws if a contender changed too little although nothing was in its way */
export function resultOf(
	{ title, contenders, service, changes }: Comparison,
	measured: Measured[][],
): Result {
	const reference = measured.at(-1)!;
	const of = (rounds: Measured[], key: keyof Measured) => rounds.map((one) => one[key]);
	return {
		title,
		service,
		changes,
		rounds: reference.length,
		contenders: Object.keys(contenders).map((name, index) => {
			const own = measured[index];
			const arrived = of(own, 'changed').map((changed) => changed / changes);
			if (!service.rateLimit && Math.min(...arrived) < 1) {
				throw new Error(`${name} lost changes in "${title}"`);
			}
			return {
				name,
				timeRatio: ratios(of(own, 'seconds'), of(reference, 'seconds')),
				requestsRatio: ratios(of(own, 'requests'), of(reference, 'requests')),
				seconds: spread(of(own, 'seconds')),
				requests: spread(of(own, 'requests')),
				throttled: spread(of(own, 'throttled')),
				arrived: spread(arrived),
			};
		}),
	};
}

export const percent = (share: number) => `${Math.round(share * 100)}%`;

/** The results as a table in Markdown, as bench/README.md shows it. */
export function tableOf(results: Result[]): string {
	const rows = results.flatMap(({ title, changes, contenders }) =>
		contenders.map((own, index) => [
			index === 0 ? title : '',
			index === 0 ? `**${own.name}**` : own.name,
			`${count(own.arrived.median * changes)} of ${count(changes)}`,
			count(own.requests.median),
			count(own.throttled.median),
			own.seconds.median.toFixed(1),
			index === contenders.length - 1 ? '1' : timeRatio(own),
		]),
	);
	const header = [
		'What',
		'With',
		'Changes that arrive',
		'Requests',
		'429',
		'Seconds',
		'Time, ratio',
	];
	const table = [header, ['---', '---', ...header.slice(2).map(() => '--:')], ...rows];
	return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Whoever leaves work undone has no time to compare. */
function timeRatio({ arrived, timeRatio: { median, min, max } }: Figures): string {
	if (arrived.median < 1) return '–';
	return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

const count = (value: number) => Math.round(value).toLocaleString('en');
