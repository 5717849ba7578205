/** A deal as every CRM has it, in the terms of none of them. */
export interface Deal {
	id: string;
	name: string;
	/** Null if it has none. */
	amount: number | null;
	/** A calendar day, such as `2026-12-31`. */
	closingDay: string;
	notes: string | null;
	state: DealState;
	/** The text field that the example workflows write Partner Center's status to. */
	partnerCenterStatus: string | null;
	/** The ID of the solution, in a text field of its own. */
	solution: string | null;
	customer: string;
	/** Its English name. */
	country: string;
}

export type DealState = 'open' | 'won' | 'lost';

/** A deal with the time of its last change. */
export interface StoredDeal extends Deal {
	createdAt: Date;
	changedAt: Date;
}

/** The deals of a CRM. */
export class Deals {
	private readonly stored = new Map<string, StoredDeal>();

	/** @param newId an ID in the CRM's format, from a number that counts up */
	constructor(private readonly newId: (count: number) => string) {}

	/** Adds a deal as a person does. @returns its ID */
	add(fields: Partial<Omit<Deal, 'id'>> = {}): string {
		const id = this.newId(this.stored.size + 1);
		const now = new Date();
		this.stored.set(id, {
			name: 'Contoso moves to Azure',
			amount: 5000,
			closingDay: '2027-03-31',
			notes: null,
			state: 'open',
			partnerCenterStatus: null,
			solution: 'SOL-1',
			customer: 'Contoso',
			country: 'United States',
			...fields,
			id,
			createdAt: now,
			changedAt: now,
		});
		return id;
	}

	/** Changes a deal, as a person or by the CRM's API. @throws if there is no such deal */
	change(id: string, fields: Partial<Omit<Deal, 'id'>>): StoredDeal {
		return Object.assign(this.get(id), fields, { changedAt: new Date() });
	}

	/** Moves the last change of a deal into the past. */
	age(id: string, milliseconds: number): void {
		const deal = this.get(id);
		deal.changedAt = new Date(deal.changedAt.getTime() - milliseconds);
	}

	find(id: string): StoredDeal | undefined {
		return this.stored.get(id);
	}

	/** @throws if there is no such deal */
	get(id: string): StoredDeal {
		const deal = this.stored.get(id);
		if (!deal) throw new Error(`There is no deal ${id}`);
		return deal;
	}

	remove(id: string): void {
		this.stored.delete(id);
	}

	/** Those that were changed at this time or later, the oldest change first. */
	changedSince(time: Date): StoredDeal[] {
		return this.all
			.filter(({ changedAt }) => changedAt >= time)
			.sort((one, other) => one.changedAt.getTime() - other.changedAt.getTime());
	}

	get all(): StoredDeal[] {
		return [...this.stored.values()];
	}
}
