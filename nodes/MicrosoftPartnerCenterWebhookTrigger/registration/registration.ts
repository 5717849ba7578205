/** A tenant's only registration for events: one URL and its events (Microsoft's page "Partner Center webhooks"). */
export interface Registration {
	url: string;
	events: string[];
	/** Whether the signature is in `x-ms-signature` instead of `Authorization`; undefined if that is not known. */
	inMsSignature?: boolean;
}

/** What a workflow needs to be registered. */
export interface Desired {
	url: string;
	events: string[];
	/** Whether the registration of another URL may be replaced. */
	replaces: boolean;
}

/** What is remembered of a registration from publishing to unpublishing. */
export interface Remembered {
	url: string;
	/** The events that were added; others that are registered for the same URL are someone else's. */
	events: string[];
	/** The registration of another URL, which was replaced. */
	previous?: Registration;
}

/** What is left to do until the desired events are registered. */
export type Step =
	| { kind: 'none' }
	| { kind: 'taken'; url: string }
	| { kind: 'create' | 'update'; registration: Registration; remembered: Remembered };

/** @param current the tenant's registration; undefined if there is none */
export function nextStep(
	current: Registration | undefined,
	{ url, events, replaces }: Desired,
	remembered?: Remembered,
): Step {
	if (current === undefined) {
		// The other header is more robust: a proxy in front of n8n may use `Authorization` itself.
		const registration = { url, events, inMsSignature: true };
		return { kind: 'create', registration, remembered: { url, events } };
	}
	const isRemembered = remembered !== undefined && isSameUrl(current.url, remembered.url);
	if (!isRemembered && !isSameUrl(current.url, url)) {
		if (!replaces) return { kind: 'taken', url: current.url };
		const registration = { ...current, url, events };
		return { kind: 'update', registration, remembered: { url, events, previous: current } };
	}
	const ours = isRemembered ? remembered.events : [];
	const others = current.events.filter((event) => !ours.includes(event));
	const registration = { ...current, url, events: [...new Set([...others, ...events])] };
	if (isSameRegistration(current, registration)) return { kind: 'none' };
	const added = events.filter((event) => !others.includes(event));
	const previous = isRemembered ? remembered.previous : undefined;
	return {
		kind: 'update',
		registration,
		remembered: { url, events: added, ...(previous && { previous }) },
	};
}

/** Whether both have the same URL and events; the order of the events does not matter. */
export function isSameRegistration(one?: Registration, other?: Registration): boolean {
	if (one === undefined || other === undefined) return one === other;
	const sorted = ({ events }: Registration) => [...new Set(events)].sort().join();
	return isSameUrl(one.url, other.url) && sorted(one) === sorted(other);
}

/** Whether both are the same address; a host is case-insensitive, and a default port may be left out. */
export function isSameUrl(one: string, other: string): boolean {
	return (parsedUrl(one)?.href ?? one) === (parsedUrl(other)?.href ?? other);
}

export function parsedUrl(url: string): URL | undefined {
	try {
		return new URL(url);
	} catch {
		return undefined;
	}
}
