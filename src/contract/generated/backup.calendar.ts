// Generated from schemas/backup.calendar.schema.json by "npm run generate". Edit that instead.

/**
 * When backups run, as calendar events.
 */
export interface BackupCalendar {
  /**
   * Version of the shape of the contract.
   */
  version?: number | string | null;
  /**
   * When the contract was last changed.
   */
  updated?: string | null;
  /**
   * When the contract was last changed; other spelling of updated.
   */
  updated_at?: string | null;
  /**
   * Standing of the contract.
   */
  status?: string | number | boolean | null;
  /**
   * Who answers for the contract.
   */
  owner?: string | number | boolean | null;
  /**
   * Day on which somebody last compared the contract with the estate.
   */
  last_verified?: string | null;
  /**
   * What the contract covers.
   */
  scope?: string | number | boolean | null;
  /**
   * IANA time zone of the events.
   */
  timezone?: string | null;
  /**
   * First day of the calendar.
   */
  dtstart_date?: string | number | boolean | null;
  /**
   * Name of the calendar.
   */
  calendar_name?: string | number | boolean | null;
  /**
   * The events.
   */
  events: CalendarEvent[];
}
/**
 * One recurring event.
 */
export interface CalendarEvent {
  /**
   * Key of the event.
   */
  id: string;
  /**
   * What happens.
   */
  summary?: unknown;
  /**
   * How often.
   */
  freq?: string | null;
  /**
   * Every how many of freq.
   */
  interval?: number | null;
  /**
   * Hour, or hours; absent for HOURLY.
   */
  byhour?: number | number[] | null;
  /**
   * Minute, or minutes.
   */
  byminute?: number | number[] | null;
  /**
   * Weekday, or weekdays.
   */
  byday?: string | string[] | null;
  /**
   * How long it takes.
   */
  duration_minutes?: number | null;
  /**
   * Remarks.
   */
  description?: unknown;
  /**
   * Contract it comes from.
   */
  source?: string | number | boolean | null;
}
