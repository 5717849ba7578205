import { chart } from '../chart.mts';
import type { Result } from './results.mts';
import { percent } from './results.mts';

/**
 * Draws this node's ratios to the HTTP Request node, and below them how many changes arrive at a service with a limit.
 *
 * The first contender is this node, the last one what it is compared with.
 */
export function picture(subtitle: string, results: Result[]): string {
	const bars = results.flatMap(({ title, contenders: [own] }) => {
		const sendsLess = own.requestsRatio.median < 0.5;
		return [
			{ label: `${title}: time`, ratio: own.timeRatio },
			...(sendsLess ? [{ label: `${title}: requests`, ratio: own.requestsRatio }] : []),
		];
	});
	const caption = 'ratio to HTTP Request (in batches if there is a limit)';
	const arrivals = results
		.filter(({ contenders }) => contenders.some(({ arrived }) => arrived.median < 1))
		.map(({ title, contenders }) => ({
			bars: contenders.map(({ name, arrived }) => ({ label: name, ratio: arrived })),
			caption: `changes that arrive, of ${title}`,
			written: percent,
		}));
	const sections = [{ bars, caption }, ...arrivals];
	return chart(subtitle, sections, [], 'This node compared with the HTTP Request node');
}
