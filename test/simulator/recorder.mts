import type { Incoming } from './http/incoming.mts';

/** A request to the Referrals API, and what became of it. */
export interface RecordedRequest extends Incoming {
	/** The body read as JSON; undefined when there is none, or when it isn't JSON. */
	body: unknown;
	/** When it arrived, in milliseconds of the simulator's clock. */
	at: number;
	/** The status it was answered with; undefined as long as it waits, and when its connection was cut. */
	status?: number;
	/** The referral its path names, in lower case. */
	referralId?: string;
}

/** A POST to the token endpoint. */
export interface RecordedTokenRequest {
	grantType: string | undefined;
	form: Record<string, string>;
	headers: Incoming['headers'];
	status: number;
}

/** Keeps what arrived, in order of arrival, and counts what is under way. */
export class Recorder {
	readonly requests: RecordedRequest[] = [];

	readonly tokenRequests: RecordedTokenRequest[] = [];

	maxInFlight = 0;

	private inFlight = 0;

	arrived(incoming: Incoming, at: number): RecordedRequest {
		const referralId = /\/referrals\/([^/]+)/.exec(incoming.path)?.[1].toLowerCase();
		const request: RecordedRequest = { ...incoming, body: parsedJson(incoming.rawBody), at };
		if (referralId !== undefined) request.referralId = referralId;
		this.requests.push(request);
		this.inFlight += 1;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		return request;
	}

	/** The client no longer waits for this request: it has its answer, or its connection is gone. */
	left(request: RecordedRequest, status?: number): void {
		this.inFlight -= 1;
		if (status !== undefined) request.status = status;
	}

	forget(): void {
		this.requests.length = 0;
		this.tokenRequests.length = 0;
		this.maxInFlight = this.inFlight;
	}
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
