type Ending = () => unknown;

const endings: Ending[] = [];

/** Has this done when the run ends, however it ends: what was started last is ended first. */
export function whenLeaving(ending: Ending): void {
	endings.push(ending);
}

/** Ends all that was started. One ending that goes wrong does not keep the others from theirs. */
export async function leave(): Promise<void> {
	for (let ending = endings.pop(); ending !== undefined; ending = endings.pop()) {
		try {
			await ending();
		} catch (error) {
			process.stderr.write(`While leaving: ${String(error)}\n`);
		}
	}
}

/** Ctrl+C, and being told to stop, leave as tidily as reaching the end. */
export function leaveWhenTold(): void {
	let told = false;
	const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };
	for (const [signal, number] of Object.entries(numbers)) {
		process.on(signal, () => {
			if (told) return;
			told = true;
			process.stderr.write('\nStopping what was started …\n');
			void leave().finally(() => process.exit(128 + number));
		});
	}
}
