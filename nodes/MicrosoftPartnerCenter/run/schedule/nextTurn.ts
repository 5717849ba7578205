/**
 * Calls a function in the next turn of the event loop. When it is scheduled by an answer that arrives, the function
 * runs after everything else in the current turn.
 */
export class NextTurn {
	/** Its message arrives in the next turn; nodes may not use timers. Open from the first call until it is closed. */
	private channel?: InstanceType<typeof MessageChannel>;

	private isScheduled = false;

	constructor(private readonly callback: () => void) {}

	/** Schedules one call, if none is scheduled. */
	schedule(): void {
		if (this.isScheduled) return;
		this.isScheduled = true;
		if (this.channel === undefined) {
			this.channel = new MessageChannel();
			this.channel.port1.on('message', () => {
				this.isScheduled = false;
				this.callback();
			});
		}
		this.channel.port2.postMessage(undefined);
	}

	/** Lets the process end. A call that is scheduled takes place before. */
	close(): void {
		if (this.isScheduled) return;
		this.channel?.port1.close();
		this.channel = undefined;
	}
}
