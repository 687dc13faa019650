/** Registers the menu once somebody needs it. Without it a page is as good as before, so a failure says nothing. */
export function loadCalendarMenu(): void {
  import('./define-calendar-menu.js').then(
    ({ defineCalendarMenu }) => defineCalendarMenu(),
    () => undefined,
  );
}
