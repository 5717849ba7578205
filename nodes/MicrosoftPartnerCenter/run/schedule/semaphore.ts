/**
 * Gives out places: so many at one time, in the order in which they are asked for.
 *
 * All that get a place in one turn of the event loop begin together, after what else there is to do in that
 * turn. A request that begins right behind another's answer costs clearly more than several in a row
 * (bench/README.md).
 */
export class Places {
	private readonly waiting: Array<() => void> = [];

	/** Its message comes with the event loop's next turn; timers are not for nodes. Closed when nobody waits. */
	private channel?: InstanceType<typeof MessageChannel>;

	private isCalled = false;

	/** @param free how many there are */
	constructor(private free: number) {}

	/** Resolves as soon as there is a place. */
	async take(): Promise<void> {
		await new Promise<void>((begin) => {
			this.waiting.push(begin);
			this.call();
		});
	}

	giveBack(): void {
		this.free += 1;
		this.call();
	}

	/** Lets everybody in at once. */
	open(): void {
		this.free = Infinity;
		this.call();
	}

	private call(): void {
		if (this.isCalled || this.free === 0 || this.waiting.length === 0) return;
		this.isCalled = true;
		if (this.channel === undefined) {
			this.channel = new MessageChannel();
			this.channel.port1.on('message', this.admit);
		}
		this.channel.port2.postMessage(undefined);
	}

	private readonly admit = () => {
		this.isCalled = false;
		const next = this.waiting.splice(0, this.free);
		this.free -= next.length;
		if (this.waiting.length === 0) {
			this.channel?.port1.close();
			this.channel = undefined;
		}
		for (const begin of next) begin();
	};
}
