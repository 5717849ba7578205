import type { Chain } from './chain';
import { FetchBudget } from './fetchBudget';

/** The maximum number of addresses whose latest fetch is kept. */
const MAX_KEPT = 16;

/** The chains that are fetched for one trigger, by the addresses of the signers' certificates. */
export class ChainFetches {
	private readonly budget = new FetchBudget();

	private readonly underWay = new Set<string>();

	/** The latest fetch of each address that is under way or has returned a trusted chain. */
	private readonly latest = new Map<string, Promise<Chain | undefined>>();

	/**
	 * The chain at an address. Deliveries at the same time share a fetch. If the budget doesn't allow one, the result
	 * of the latest fetch is returned.
	 *
	 * @param isKnown whether the address has held a trusted certificate
	 */
	async chainAt(
		address: string,
		isKnown: boolean,
		fetch: () => Promise<Chain | undefined>,
	): Promise<Chain | undefined> {
		if (!this.underWay.has(address) && this.budget.take(address, isKnown, Date.now())) {
			this.start(address, fetch);
		}
		return await this.latest.get(address);
	}

	private start(address: string, fetch: () => Promise<Chain | undefined>): void {
		this.underWay.add(address);
		const finished = fetch()
			.catch(() => undefined)
			.then((chain) => {
				this.underWay.delete(address);
				if (chain === undefined) this.latest.delete(address);
				return chain;
			});
		this.latest.delete(address);
		this.latest.set(address, finished);
		const [oldest] = this.latest.keys();
		if (this.latest.size > MAX_KEPT) this.latest.delete(oldest);
	}
}
