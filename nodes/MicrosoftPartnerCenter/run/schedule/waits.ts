/** A wait that has not ended yet. */
interface PendingWait {
	end: () => void;
	isPointless: () => boolean;
}

/** Waits that can be ended before their time. */
export class Waits {
	private readonly pending = new Set<PendingWait>();

	private isEnded = false;

	/**
	 * Resolves after the given number of milliseconds.
	 *
	 * n8n's `sleep` can't be aborted, and nodes may not use timers. The timer of an AbortSignal ends with the
	 * signal, but does not keep a process alive that has nothing else to do; the open channel does.
	 *
	 * @param isPointless whether there is nothing left to wait for
	 */
	async wait(milliseconds: number, isPointless: () => boolean): Promise<void> {
		if (this.isEnded || milliseconds <= 0 || isPointless()) return;
		await new Promise<void>((resolve) => {
			const timer = AbortSignal.timeout(Math.ceil(milliseconds));
			const { port1: keepAlive } = new MessageChannel();
			const end = () => {
				timer.removeEventListener('abort', end);
				keepAlive.close();
				this.pending.delete(wait);
				resolve();
			};
			const wait = { end, isPointless };
			timer.addEventListener('abort', end);
			keepAlive.ref();
			this.pending.add(wait);
		});
	}

	/** Ends the waits that have become pointless. */
	endPointless(): void {
		for (const { end, isPointless } of this.pending) if (isPointless()) end();
	}

	/** Ends all waits, and those to come at once. */
	endAll(): void {
		this.isEnded = true;
		for (const { end } of this.pending) end();
	}
}
