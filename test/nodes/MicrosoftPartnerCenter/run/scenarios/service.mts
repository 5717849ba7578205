import type {
	Fault,
	RecordedRequest,
	Referral,
	ReferralFields,
	Simulator,
} from '../../../../simulator/simulator.mts';
import { COLLEAGUE_WRITES, REPRESENTATIONS } from './colleague.mts';
import type { ColleagueWrite, Representation } from './colleague.mts';
import { endingOf } from './fates.mts';
import type { Fate } from './scenario.mts';
import type { Target } from './targets.mts';

/** A request as the service has seen it. All times are those of one counter. */
export interface SeenRequest {
	method: string;
	/** The index of the referral whose fates it meets. */
	queue: number;
	/** The number of the item that it is for; undefined if it reads a list. */
	item?: number;
	referralId?: string;
	guard?: string;
	/** The same whenever it is sent again. */
	requestId?: string;
	body: unknown;
	fate: Fate;
	arrived: number;
	/** When the client got its answer, or lost its connection. */
	left: number;
	/** Undefined if the connection was cut. */
	status?: number;
	/** The state that it has led to, if it was applied. */
	write?: Write;
}

/** A change of a stored referral. */
export interface Write {
	at: number;
	referralId: string;
	/** Undefined if it was created. */
	before?: Referral;
	after: Referral;
	/** Undefined for a colleague's. */
	by?: SeenRequest;
}

const NORMAL: Fate = { name: 'normal', lateBy: 0 };

/** Plays the fates of a scenario to the requests that arrive, and keeps a log of what was applied. */
export class Service {
	readonly requests: SeenRequest[] = [];

	readonly writes: Write[] = [];

	/** Called at the arrival of each request. */
	onArrival: () => void = () => undefined;

	private clock = 0;

	private readonly fates: Fate[][];

	private readonly initial = new Map<string, Referral>();

	private readonly seen = new WeakMap<RecordedRequest, SeenRequest>();

	/** Late requests: for which referral, and how many answers later they arrive. */
	private readonly late = new Set<{ queue: number; answers: number; arrive: () => void }>();

	/** @param targetOf which of the referrals' fates a request meets, and the item that it is for */
	constructor(
		private readonly simulator: Simulator,
		fates: Fate[][],
		private readonly representation: Representation,
		private readonly targetOf: (request: RecordedRequest) => Target,
	) {
		this.fates = fates.map((queue) => [...queue]);
		this.simulator.fault({
			times: Infinity,
			when: (request) => {
				this.arrive(request);
				return false;
			},
			until: Promise.resolve(),
		});
	}

	/** Stores a referral to begin with. */
	put(referral: ReferralFields): void {
		this.simulator.put(referral);
		this.initial.set(referral.id, this.simulator.referral(referral.id));
	}

	tick(): number {
		return ++this.clock;
	}

	/** A colleague changes a referral. */
	touch(referralId: string, name: ColleagueWrite): void {
		const before = this.simulator.referral(referralId);
		this.simulator.touch(referralId, COLLEAGUE_WRITES[name]);
		const after = this.simulator.referral(referralId);
		this.writes.push({ at: this.tick(), referralId, before, after });
	}

	/** The state of a referral that had this eTag. */
	stateOf(referralId: string, eTag: string): Referral | undefined {
		const states = this.writes
			.filter((write) => write.referralId === referralId)
			.map(({ after }) => after);
		return [this.initial.get(referralId), ...states].find((state) => state?.eTag === eTag);
	}

	/** Whether a referral had this key from the beginning. */
	hadInitially(key: string): boolean {
		return [...this.initial.values()].some((one) => one.externalReferenceId === key);
	}

	/** The key of a referral. */
	keyOf(referralId: string): string | undefined {
		return this.stateAt(referralId)?.externalReferenceId ?? undefined;
	}

	/** The ID of the referral with this key. */
	idOf(key: string): string | undefined {
		const ids = [...this.initial.keys(), ...this.writes.map(({ referralId }) => referralId)];
		return ids.find((id) => this.keyOf(id) === key);
	}

	represent(referral: Referral | undefined): unknown {
		if (referral === undefined) return undefined;
		return REPRESENTATIONS[this.representation](referral);
	}

	/** The state of a referral at a time, by default now. */
	stateAt(referralId: string, time = Infinity): Referral | undefined {
		const ofThis = this.writes.filter((write) => write.referralId === referralId);
		return ofThis.filter(({ at }) => at <= time).at(-1)?.after ?? this.initial.get(referralId);
	}

	/** A request of the node was applied. */
	written(request: RecordedRequest, referralId: string): void {
		const by = this.seen.get(request)!;
		const id = referralId.toLowerCase();
		const before = by.method === 'POST' ? undefined : this.stateAt(id);
		by.write = { at: this.tick(), referralId: id, before, after: this.simulator.referral(id), by };
		this.writes.push(by.write);
	}

	/** The client has its answer, or has lost its connection. */
	answered(request: RecordedRequest): void {
		const seen = this.seen.get(request)!;
		seen.left = this.tick();
		seen.status = request.status;
		const { referralId, fate } = seen;
		if (fate.after && referralId !== undefined) this.touch(referralId, fate.after);
		const { queue } = seen;
		for (const one of this.late) {
			if (one.queue === queue && fate.name !== 'late' && one.answers-- <= 0) one.arrive();
		}
	}

	/** Lets all requests arrive that are still on their way. */
	async settle(): Promise<void> {
		// What a canceled client has sent arrives, although the client does not wait for it any more.
		for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
		for (const { arrive } of this.late) arrive();
		await this.simulator.idle();
	}

	private arrive(request: RecordedRequest): void {
		const { method, referralId, headers, body } = request;
		const { referral: queue, item } = this.targetOf(request);
		const fate = this.fates[queue].shift() ?? NORMAL;
		if (fate.before && referralId !== undefined) this.touch(referralId, fate.before);
		const seen: SeenRequest = {
			method,
			queue,
			item,
			referralId,
			guard: headers['if-match'],
			requestId: headers['ms-requestid'],
			body,
			fate,
			arrived: this.tick(),
			left: Infinity,
		};
		this.seen.set(request, seen);
		this.requests.push(seen);
		const { expiresToken, renewal } = endingOf(fate.name);
		if (expiresToken) this.simulator.expireAccessTokens();
		if (renewal) this.simulator.tokenFault(renewal);
		const fault = this.faultOf(fate, queue);
		if (fault) this.simulator.fault({ when: (one) => one === request, ...fault });
		this.onArrival();
	}

	private faultOf({ name, lateBy }: Fate, queue: number): Fault | undefined {
		if (name !== 'late') return endingOf(name).fault;
		const until = new Promise<void>((arrive) => {
			this.late.add({ queue, answers: lateBy, arrive });
		});
		return { landsLate: 0, until };
	}
}
