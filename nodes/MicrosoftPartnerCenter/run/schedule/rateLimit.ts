import type { Load } from '../../../shared/api/retryPolicy';
import { Admission } from './admission';
import { NextTurn } from './nextTurn';
import { PriorityQueue } from './priorityQueue';
import { Waits } from './waits';

/** The service has requested that all requests wait for the given number of milliseconds. */
export class Throttled {
	constructor(readonly milliseconds: number) {}
}

/** What decides when a request is sent. */
interface Priority {
	/** The position of its item. */
	order: number;
	/** Whether there is nothing left to send. */
	isPointless: () => boolean;
}

/** What the rate limit has to know about a request. */
interface RequestTraits<T> extends Priority {
	/** What its outcome shows about the service. */
	loadShownBy: (outcome: T) => Load;
}

/** A request that waits for its admission. */
interface WaitingRequest extends Priority {
	/** @param time when it was admitted; undefined if it must not be sent */
	resolve: (time?: number) => void;
}

/**
 * Limits how many requests of one run are in flight, and when they may be sent. The requests of the earliest item go
 * first, also those that are sent again.
 *
 * All requests that are admitted in one turn of the event loop begin together, after everything else in that turn. A
 * request that begins right after the answer to another one takes clearly longer than several in a row
 * (bench/README.md).
 */
export class RateLimit {
	private readonly admission: Admission;

	private readonly waiting = new PriorityQueue<WaitingRequest>();

	private readonly waits = new Waits();

	private readonly nextTurn = new NextTurn(() => {
		this.admit();
	});

	/** Whether a wait is pending that ends when the next request may begin. */
	private hasAlarm = false;

	/** Whether the execution was canceled: nothing is sent any more, and nothing waits. */
	isCanceled = false;

	/** @param maxConcurrent an upper bound of the number of requests that are in flight at a time */
	constructor(maxConcurrent: number) {
		this.admission = new Admission(maxConcurrent);
	}

	/**
	 * Sends a request as soon as the limit allows it. If it is throttled, all other requests wait, too, and it is sent
	 * again.
	 *
	 * @param send sends it once
	 * @returns undefined if it was not sent: it has become pointless, or the execution was canceled
	 */
	async run<T>(
		send: () => Promise<T | Throttled>,
		{ loadShownBy, ...priority }: RequestTraits<T>,
	): Promise<T | undefined> {
		for (;;) {
			const begunAt = await this.admitted(priority);
			if (begunAt === undefined) return undefined;
			try {
				const outcome = await send();
				const isThrottled = outcome instanceof Throttled;
				const load = isThrottled ? 'throttled' : loadShownBy(outcome);
				this.record(load, begunAt, isThrottled ? outcome.milliseconds : 0);
				if (!isThrottled) return outcome;
			} finally {
				this.admission.end();
				this.schedule();
			}
		}
	}

	/** Resolves after the given number of milliseconds, or at once if it is pointless or the execution is canceled. */
	async wait(milliseconds: number, isPointless: () => boolean = () => false): Promise<void> {
		await this.waits.wait(milliseconds, isPointless);
	}

	/** Ends the waits that have become pointless. */
	endPointlessWaits(): void {
		for (const { resolve } of this.waiting.takeAll(({ isPointless }) => isPointless())) resolve();
		this.waits.endPointless();
		this.schedule();
	}

	/** Ends every wait at once, including those for an admission. */
	cancel(): void {
		this.isCanceled = true;
		for (const { resolve } of this.waiting.takeAll(() => true)) resolve();
		this.waits.endAll();
		this.schedule();
	}

	/** @param pause in milliseconds */
	private record(load: Load, begunAt: number, pause: number): void {
		const now = performance.now();
		if (load === 'normal') this.admission.succeeded(begunAt);
		if (load === 'overloaded') this.admission.overloaded(begunAt, now);
		if (load === 'throttled') this.admission.throttled(begunAt, now, pause);
	}

	/** @returns when the request was admitted; undefined if it must not be sent */
	private async admitted(priority: Priority): Promise<number | undefined> {
		if (this.isCanceled || priority.isPointless()) return undefined;
		return await new Promise<number | undefined>((resolve) => {
			this.waiting.add({ ...priority, resolve });
			this.schedule();
		});
	}

	/** Admits the requests that may begin in the next turn of the event loop. */
	private schedule(): void {
		if (this.waiting.size === 0) {
			this.nextTurn.close();
			return;
		}
		const wait = this.admission.waitBeforeNext(performance.now());
		if (wait === 0) this.nextTurn.schedule();
		else if (wait < Infinity) this.setAlarm(wait);
	}

	private setAlarm(wait: number): void {
		if (this.hasAlarm) return;
		this.hasAlarm = true;
		void this.waits
			.wait(wait, () => this.waiting.size === 0)
			.then(() => {
				this.hasAlarm = false;
				this.schedule();
			});
	}

	private admit(): void {
		const now = performance.now();
		while (this.waiting.size > 0 && this.admission.waitBeforeNext(now) === 0) {
			const { isPointless, resolve } = this.waiting.take()!;
			if (isPointless()) {
				resolve();
			} else {
				this.admission.begin(now);
				resolve(now);
			}
		}
		this.schedule();
	}
}
