import type { PatchDocument } from '../../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';
import type { SentChange } from '../../../../../../nodes/MicrosoftPartnerCenter/run/send/decision';
import type { Answer } from '../../../../../../nodes/shared/api/answer';
import type { Failure } from '../../../../../../nodes/shared/api/failure';
import { isLong } from '../../../../../randomRuns.mts';
import type { Choose } from './explore.mts';

interface Row {
	email?: string;
	id?: string;
	value: string;
	by: 'us' | 'colleague' | 'anotherItem';
}

/** A referral, reduced to what changes can write. */
interface State {
	details: Record<'notes' | 'currency' | 'other', string>;
	status: string;
	substatus: string;
	team: Row[];
	registrations: Row[];
	tag: number;
}

const START: State = {
	details: { notes: 'before', currency: 'USD', other: '' },
	status: 'Active',
	substatus: 'Accepted',
	team: [],
	registrations: [],
	tag: 1,
};

/** Much faster than structuredClone, for states that are copied for each request. */
function copyOf({ details, team, registrations, ...others }: State): State {
	const rows = (of: Row[]) => of.map((row) => ({ ...row }));
	return {
		...others,
		details: { ...details },
		team: rows(team),
		registrations: rows(registrations),
	};
}

/** What a colleague can do between two of our requests. */
const WRITES: Record<string, (state: State) => void> = {
	'the previous notes': ({ details }) => (details.notes = 'before'),
	'the requested notes': ({ details }) => (details.notes = 'ours'),
	'other notes': ({ details }) => (details.notes = 'theirs'),
	'the requested currency': ({ details }) => (details.currency = 'EUR'),
	'another field': ({ details }) => (details.other += 'x'),
	'closes it as Won': (state) => Object.assign(state, { status: 'Closed', substatus: 'Won' }),
	'closes it as Lost': (state) => Object.assign(state, { status: 'Closed', substatus: 'Lost' }),
	'the same member': ({ team }) => team.push({ email: 'X@x.co', value: 'ours', by: 'colleague' }),
	'the member with other values': ({ team }) =>
		team.push({ email: 'x@x.co', value: 'theirs', by: 'colleague' }),
	'the other member': ({ team }) => team.push({ email: 'y@x.co', value: 'ours', by: 'colleague' }),
	'a registration': ({ registrations }) =>
		registrations.push({ id: 'R-9', value: 'theirs', by: 'colleague' }),
};

const OF_LATER_ITEM = 'of a later item';

/** How often a colleague writes in one history. */
const MAX_WRITES = isLong ? 2 : 1;

const FATES = ['answered', 'applied, answer lost', 'lost', 'late'] as const;

/** A model of the service: what it stores, what becomes of each request, and what it can prove afterward. */
export class Service {
	state = copyOf(START);

	/** How many of our changes were applied. */
	applied = 0;

	colleagueWrites = 0;

	/** Whether a guarded change replaced a value that a colleague, or a later item, wrote after the first reading. */
	overwrote = false;

	/** The state of the last reading. */
	lastRead?: State;

	private firstRead?: State;

	private readonly colleaguesFields = new Set<string>();

	private readonly late: SentChange[] = [];

	constructor(
		private readonly choose: Choose,
		private readonly normalizes: boolean,
	) {}

	get eTag(): string {
		return `"${this.state.tag}"`;
	}

	/** A PATCH, which may be applied or not, and answered or not. */
	patch(change: SentChange): Answer | Failure {
		this.colleague();
		const fate = this.choose('attempt', FATES);
		if (fate === 'answered') {
			if (this.apply(change)) return this.answer();
			return { kind: 'failure', status: 412, codes: [], text: '' };
		}
		if (fate === 'applied, answer lost') this.apply(change);
		if (fate === 'late') this.late.push(change);
		return { kind: 'failure', codes: [], text: '', connection: 'ECONNRESET' };
	}

	read(): Answer {
		this.colleague();
		if (this.late.length > 0 && this.choose('late request arrives', ['no', 'yes']) === 'yes') {
			this.apply(this.late.shift()!);
		}
		this.lastRead = copyOf(this.state);
		// The first reading after an unguarded change is what later ones are compared with.
		if (this.firstRead === undefined) {
			this.firstRead = this.lastRead;
			this.colleaguesFields.clear();
			if (this.firstRead.details.notes === OF_LATER_ITEM) this.colleaguesFields.add('notes');
		}
		return this.answer();
	}

	/** Another item of the run, between two attempts of the node. @returns whether it changed the referral */
	anotherItem(): boolean {
		const write = this.choose('another item', [
			'nothing',
			'the requested currency',
			'other notes',
			'the member',
		]);
		if (write === 'nothing') return false;
		if (write === 'the requested currency') this.state.details.currency = 'EUR';
		else if (write === 'other notes') {
			this.state.details.notes = OF_LATER_ITEM;
			this.colleaguesFields.add('notes');
		} else this.state.team.push({ email: 'x@x.co', value: 'ours', by: 'anotherItem' });
		this.state.tag += 1;
		return true;
	}

	/** Lets requests arrive that are still on their way. */
	settle(): void {
		for (const change of this.late.splice(0)) {
			if (this.choose('late request arrives', ['no', 'yes']) === 'yes') this.apply(change);
		}
	}

	private colleague(): void {
		const writes = this.colleagueWrites < MAX_WRITES ? Object.keys(WRITES) : [];
		const write = this.choose('colleague', ['nothing', ...writes]);
		if (write === 'nothing') return;
		const { status } = this.state;
		const details = { ...this.state.details };
		WRITES[write](this.state);
		this.state.tag += 1;
		this.colleagueWrites += 1;
		for (const field of ['notes', 'currency'] as const) {
			if (this.state.details[field] !== details[field]) this.colleaguesFields.add(field);
		}
		if (this.state.status !== status) this.colleaguesFields.add('status');
	}

	/** @returns false if the guard does not match */
	private apply({ document, eTag }: SentChange): boolean {
		if (eTag !== undefined && eTag !== this.eTag) return false;
		for (const { op, path, value } of document) this.write(op, path, value, eTag !== undefined);
		this.state.tag += 1;
		this.applied += 1;
		this.colleaguesFields.clear();
		return true;
	}

	private write(
		op: string,
		path: string,
		value: PatchDocument[number]['value'],
		guarded: boolean,
	): void {
		const [, parent, key = parent] = path.split('/');
		if (op === 'add') {
			const row = value as unknown as Row;
			const stored = this.normalizes ? { ...row, value: `${row.value}!` } : row;
			const id = parent === 'registrations' ? { id: `R-${this.state.tag}` } : {};
			this.state[parent as 'team' | 'registrations'].push({ ...stored, ...id, by: 'us' });
			return;
		}
		const target = (parent === 'details' ? this.state.details : this.state) as never as Record<
			string,
			unknown
		>;
		const previous = (parent === 'details'
			? this.firstRead?.details
			: this.firstRead) as unknown as Record<string, unknown> | undefined;
		// Not detectable, and accepted: a colleague who restores exactly the previous value.
		const isRestored = target[key] === previous?.[key] && target[key] !== OF_LATER_ITEM;
		const isTheirs = this.colleaguesFields.has(key) && !isRestored;
		if (guarded && isTheirs && target[key] !== value) this.overwrote = true;
		target[key] = this.normalizes && parent === 'details' ? `${value as string}!` : value;
	}

	private answer(): Answer {
		const body = { id: 'r-1', ...copyOf(this.state), eTag: this.eTag };
		return { kind: 'answer', statusCode: 200, headers: {}, body };
	}
}
