const ticksPerSecond = 10_000_000n;

/** The moment as the API writes it: UTC with seven decimals, "2020-10-30T21:03:00.0000000Z". */
export function timestamp(moment: Date): string {
	return moment.toISOString().replace('Z', '0000Z');
}

/** The moment, or the first one after `previous` if it isn't later: what changes gets a later timestamp each time. */
export function timestampAfter(previous: string, moment: Date): string {
	const earliest = ticks(previous) + 1n;
	return ticks(timestamp(moment)) >= earliest ? timestamp(moment) : timestampOfTicks(earliest);
}

/** The instant in units of 100 ns since 1970; compares whatever the offset and the number of decimals. */
export function ticks(text: string): bigint {
	const milliseconds = Date.parse(text);
	if (Number.isNaN(milliseconds)) throw new RangeError(`"${text}" is not a timestamp`);
	const decimals = /\.(\d+)/.exec(text)?.[1] ?? '';
	return (
		BigInt(Math.floor(milliseconds / 1000)) * ticksPerSecond +
		BigInt(decimals.slice(0, 7).padEnd(7, '0'))
	);
}

function timestampOfTicks(value: bigint): string {
	const seconds = new Date(Number(value / ticksPerSecond) * 1000).toISOString().slice(0, 19);
	return `${seconds}.${String(value % ticksPerSecond).padStart(7, '0')}Z`;
}
