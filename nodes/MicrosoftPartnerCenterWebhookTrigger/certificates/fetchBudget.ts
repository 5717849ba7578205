/** How many fetches may start in a minute, for each kind of address. */
const PER_MINUTE = {
	/** Of one address that has held a trusted certificate, which may have been renewed. */
	known: 1,
	/** Of all addresses that were turned away before. */
	waiting: 1,
	/** Of all other addresses. */
	unknown: 3,
};

/** In milliseconds. */
const MINUTE = 60_000;

/** The maximum number of addresses that wait. */
const MAX_WAITING = 1_000;

/**
 * Decides which certificates may be fetched. Anyone can post a delivery that names an address, so the number of fetches
 * is limited, whichever addresses are named.
 *
 * Someone who keeps naming new addresses uses up what is there for unknown ones. Partner Center, however, delivers an
 * event several times: an address that is named again after a minute has fetches that new addresses can't use up. Nor
 * can they use up those of an address whose certificate is renewed.
 */
export class FetchBudget {
	private fetches: Array<{ kind: string; at: number }> = [];

	/** When each address was turned away first, the earliest first. */
	private readonly waiting = new Map<string, number>();

	/**
	 * Whether a fetch may start now; if so, it counts.
	 *
	 * @param isKnown whether the address has held a trusted certificate
	 * @param now in milliseconds
	 */
	take(address: string, isKnown: boolean, now: number): boolean {
		this.fetches = this.fetches.filter(({ at }) => Math.abs(now - at) < MINUTE);
		if (isKnown) return this.takeOne(`known ${address}`, PER_MINUTE.known, now);
		const since = this.waiting.get(address) ?? now;
		const hasWaited = Math.abs(now - since) >= MINUTE;
		const mayStart =
			(hasWaited && this.takeOne('waiting', PER_MINUTE.waiting, now)) ||
			this.takeOne('unknown', PER_MINUTE.unknown, now);
		if (mayStart) this.waiting.delete(address);
		else this.wait(address, since);
		return mayStart;
	}

	private takeOne(kind: string, limit: number, at: number): boolean {
		if (this.fetches.filter((fetch) => fetch.kind === kind).length >= limit) return false;
		this.fetches.push({ kind, at });
		return true;
	}

	private wait(address: string, since: number): void {
		this.waiting.set(address, since);
		const [oldest] = this.waiting.keys();
		if (this.waiting.size > MAX_WAITING) this.waiting.delete(oldest);
	}
}
