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

/** Ctrl+C, a signal to stop and an uncaught error clean up like a normal end. */
export function leaveWhenTold(): void {
	let told = false;
	const stop = (why: string, code: number) => {
		if (told) return;
		told = true;
		process.stderr.write(`\n${why}Stopping what was started …\n`);
		void leave().finally(() => process.exit(code));
	};
	const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };
	for (const [signal, number] of Object.entries(numbers)) {
		process.on(signal, () => {
			stop('', 128 + number);
		});
	}
	process.on('uncaughtException', (error) => {
		stop(`${error.stack ?? String(error)}\n`, 1);
	});
	// A terminal that was closed takes no more words.
	for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}
