import { Places } from './semaphore';

/** The service's word that everybody has to wait for so many milliseconds. */
export class Hold {
	constructor(readonly milliseconds: number) {}
}

/** How fast the requests of one run may leave. */
export class Pace {
	private readonly places: Places;

	/** No request leaves before this time, in milliseconds since the epoch. */
	private notBefore = 0;

	private readonly waits = new Set<() => void>();

	/** Whether the execution was stopped: nothing leaves any more, and nothing waits. */
	ended = false;

	/** @param atOnce how many requests may be under way at one time */
	constructor(atOnce: number) {
		this.places = new Places(atOnce);
	}

	/**
	 * Gives a request one of the places as soon as one is free and requests may leave. A request that is
	 * told to hold keeps its place, holds all others up, and goes again before them.
	 */
	async place<T>(send: () => Promise<T | Hold>): Promise<T> {
		await this.places.take();
		try {
			for (;;) {
				while (!this.ended && this.notBefore > Date.now()) {
					await this.wait(this.notBefore - Date.now());
				}
				const outcome = await send();
				if (!(outcome instanceof Hold)) return outcome;
				this.notBefore = Math.max(this.notBefore, Date.now() + outcome.milliseconds);
			}
		} finally {
			this.places.giveBack();
		}
	}

	/**
	 * Resolves after so many milliseconds, or at once when the execution is stopped.
	 *
	 * n8n's `sleep` can't be cut short, and timers are not for nodes. The timer of a signal goes with the
	 * signal, but lets a process end that has nothing else to do; the open channel keeps it alive.
	 */
	async wait(milliseconds: number): Promise<void> {
		if (this.ended || milliseconds <= 0) return;
		await new Promise<void>((resolve) => {
			const time = AbortSignal.timeout(Math.ceil(milliseconds));
			const { port1: alive } = new MessageChannel();
			const end = () => {
				time.removeEventListener('abort', end);
				alive.close();
				this.waits.delete(end);
				resolve();
			};
			time.addEventListener('abort', end);
			alive.ref();
			this.waits.add(end);
		});
	}

	/** Ends every wait at once, also that for a place. */
	end(): void {
		this.ended = true;
		this.places.open();
		for (const end of this.waits) end();
	}
}
