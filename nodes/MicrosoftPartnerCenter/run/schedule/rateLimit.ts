import { Semaphore } from './semaphore';

/** The service has requested that all requests wait for the given number of milliseconds. */
export class Throttled {
	constructor(readonly milliseconds: number) {}
}

/** A wait that has not ended yet. */
interface PendingWait {
	end: () => void;
	isPointless: () => boolean;
}

/** Limits how many requests of one run are in flight, and when they may be sent. */
export class RateLimit {
	private readonly semaphore: Semaphore;

	/** No request is sent before this time, in milliseconds of the monotonic clock. */
	private notBefore = 0;

	private readonly pendingWaits = new Set<PendingWait>();

	/** Whether the execution was canceled: nothing is sent any more, and nothing waits. */
	isCanceled = false;

	/** @param maxConcurrent how many requests may be in flight at a time */
	constructor(maxConcurrent: number) {
		this.semaphore = new Semaphore(maxConcurrent);
	}

	/**
	 * Sends a request as soon as the limit allows it. If it is throttled, all other requests wait, too, and it
	 * is sent again before them.
	 *
	 * @param isPointless whether there is nothing left to send, so that it need not wait
	 */
	async run<T>(
		send: () => Promise<T | Throttled>,
		isPointless: () => boolean = () => false,
	): Promise<T> {
		await this.semaphore.acquire();
		try {
			for (;;) {
				while (!this.isCanceled && !isPointless() && this.notBefore > performance.now()) {
					await this.wait(this.notBefore - performance.now(), isPointless);
				}
				const outcome = await send();
				if (!(outcome instanceof Throttled)) return outcome;
				this.notBefore = Math.max(this.notBefore, performance.now() + outcome.milliseconds);
			}
		} finally {
			this.semaphore.release();
		}
	}

	/**
	 * Resolves after the given number of milliseconds, or at once if the execution is canceled.
	 *
	 * n8n's `sleep` can't be aborted, and nodes may not use timers. The timer of an AbortSignal ends with the
	 * signal, but does not keep a process alive that has nothing else to do; the open channel does.
	 *
	 * @param isPointless whether `endPointlessWaits` may end the wait
	 */
	async wait(milliseconds: number, isPointless: () => boolean = () => false): Promise<void> {
		if (this.isCanceled || milliseconds <= 0) return;
		await new Promise<void>((resolve) => {
			const timer = AbortSignal.timeout(Math.ceil(milliseconds));
			const { port1: keepAlive } = new MessageChannel();
			const end = () => {
				timer.removeEventListener('abort', end);
				keepAlive.close();
				this.pendingWaits.delete(pending);
				resolve();
			};
			const pending = { end, isPointless };
			timer.addEventListener('abort', end);
			keepAlive.ref();
			this.pendingWaits.add(pending);
		});
	}

	/** Ends the waits that have become pointless. */
	endPointlessWaits(): void {
		for (const { end, isPointless } of this.pendingWaits) if (isPointless()) end();
	}

	/** Ends every wait at once, including those for a permit. */
	cancel(): void {
		this.isCanceled = true;
		this.semaphore.releaseAll();
		for (const { end } of this.pendingWaits) end();
	}
}
