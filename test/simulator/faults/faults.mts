import type { FailureShape } from '../failureBodies.mts';
import type { RecordedRequest } from '../recorder.mts';

/**
 * Something that goes wrong with requests to the Referrals API. At most one of `status`, `connection`, `applied` and
 * `landsLate` says how; `delayMs` and `until` may come on top, or stand alone.
 */
export interface Fault {
	/** Which requests meet it; by default every one. */
	when?: (request: RecordedRequest) => boolean;
	/** How many of them meet it, default 1; Infinity is allowed. */
	times?: number;
	/** How many of them pass untouched first, default 0. */
	skip?: number;

	/** The request isn't handled; this status is the answer. */
	status?: number;
	shape?: FailureShape;
	code?: string;
	message?: string;
	/** Several values of one name are several lines. */
	headers?: Record<string, string | string[]>;
	/** Stands for the whole body, sent as JSON, or as it is when it is a string. */
	body?: unknown;

	/** The connection is cut before the change is made, or after it. */
	connection?: 'reset' | 'applied-then-reset';

	/** The change is made, but this status is the answer. */
	applied?: number;

	/**
	 * The connection is cut at once; the change is made after so many milliseconds, and not before `until` settles.
	 * `{ landsLate: 0, until }` leaves the moment to the test, without a clock.
	 */
	landsLate?: number;

	/** Waits so many milliseconds first. */
	delayMs?: number;

	/** Waits until this promise settles first, fulfilled or rejected. */
	until?: Promise<unknown>;
}

const ways = ['status', 'connection', 'applied', 'landsLate'] as const;
const waits = ['delayMs', 'until'] as const;

/** The scripted faults, in the order in which they were scripted; a request meets at most one. */
export class FaultScript {
	private scripted: { fault: Fault; skip: number; times: number }[] = [];

	/** @throws when the fault says nothing, or two things that exclude each other */
	add(fault: Fault): void {
		const chosen = ways.filter((way) => fault[way] !== undefined);
		if (chosen.length > 1) throw new Error(`A fault can't be both ${chosen.join(' and ')}`);
		if (chosen.length === 0 && waits.every((wait) => fault[wait] === undefined)) {
			throw new Error(`A fault needs one of ${[...ways, ...waits].join(', ')}`);
		}
		// A rejection is one way to settle, even if nothing waits for it yet.
		void fault.until?.catch(() => {});
		this.scripted.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
	}

	/** The first fault that this request meets; those before it that let it pass have counted it. */
	meet(request: RecordedRequest): Fault | undefined {
		for (const entry of this.scripted) {
			if (entry.times <= 0 || entry.fault.when?.(request) === false) continue;
			if (entry.skip > 0) {
				entry.skip -= 1;
				continue;
			}
			entry.times -= 1;
			return entry.fault;
		}
		return undefined;
	}

	forget(): void {
		this.scripted = [];
	}
}
