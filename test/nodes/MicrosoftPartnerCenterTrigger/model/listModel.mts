import type { Source } from '../../../../nodes/MicrosoftPartnerCenterTrigger/readPages';
import type { Answer } from '../../../../nodes/shared/api/answer';
import type { Failure } from '../../../../nodes/shared/api/failure';

/** A referral of the model; `isHidden` if the list doesn't show it, or not yet. */
export interface Listed {
	id: string;
	eTag: string;
	createdDateTime: string;
	updatedDateTime: string;
	status: string;
	details: { dealValue: number; currency: string; notes: string };
	isHidden: boolean;
}

/** What the documentation leaves open about the service. */
export interface Habits {
	pageSize: number;
	/** What happens to a filter by date. */
	dateFilter: 'applied' | 'rejected' | 'ignored';
	/** Whether links are only valid in the poll in which they were read. */
	linksExpire: boolean;
	hasCount: boolean;
	hasDate: boolean;
	/** Whether rows have an eTag, which isn't in the documentation's sample. */
	hasETag: boolean;
}

/** A list of referrals by pages, which are positions in the list. */
export class ListModel {
	readonly referrals = new Map<string, Listed>();
	/** The service's clock, in milliseconds. */
	clock = Date.parse('2026-05-01T12:00:00Z');
	/** Called before each page is read. */
	onPage: (page: number) => void = () => undefined;
	private pagesRead = 0;
	private poll = 0;

	constructor(private readonly habits: Habits) {}

	get visible(): Listed[] {
		return [...this.referrals.values()].filter(({ isHidden }) => !isHidden);
	}

	/** The list for one poll, in which only the given number of pages can be read. */
	source(maxPages: number): Source {
		this.pagesRead = 0;
		this.poll += 1;
		return {
			now: () => this.pagesRead,
			deadline: maxPages,
			today: () => this.clock,
			getPage: (query) => {
				if (this.pagesRead >= maxPages) {
					const failure = { kind: 'failure' as const, codes: [], text: 'No time.' };
					return Promise.resolve({ kind: 'interruption', failure });
				}
				this.onPage(this.pagesRead);
				this.pagesRead += 1;
				return Promise.resolve(this.answer(query ?? {}));
			},
		};
	}

	private answer(query: object | string): Answer | Failure {
		const { pageSize, dateFilter, linksExpire, hasCount, hasDate, hasETag } = this.habits;
		const rejected = { kind: 'failure' as const, status: 400, codes: [], text: 'Not like this.' };
		let { skip, upper, poll } = { skip: 0, upper: '~', poll: this.poll };
		if (typeof query === 'string') {
			({ skip, upper, poll } = JSON.parse(decodeURIComponent(query.slice(1))) as never);
			if (linksExpire && poll !== this.poll) return rejected;
		} else if ('$filter' in query) {
			if (dateFilter === 'rejected') return rejected;
			if (dateFilter === 'applied') upper = String(query.$filter).split(' ')[2];
		}
		const all = this.visible
			.filter(({ updatedDateTime }) => updatedDateTime <= upper)
			.sort((one, other) => (one.updatedDateTime < other.updatedDateTime ? 1 : -1));
		const page = all.slice(skip, skip + pageSize);
		const next = { skip: skip + pageSize, upper, poll };
		const value = page.map((row) =>
			structuredClone({ ...row, eTag: hasETag ? row.eTag : undefined }),
		);
		return {
			kind: 'answer',
			statusCode: 200,
			headers: hasDate ? { date: new Date(this.clock).toUTCString() } : {},
			body: {
				value,
				...(hasCount && { '@odata.count': all.length }),
				...(all.length > next.skip && {
					'@odata.nextLink': `?${encodeURIComponent(JSON.stringify(next))}`,
				}),
			},
		} as Answer;
	}
}
