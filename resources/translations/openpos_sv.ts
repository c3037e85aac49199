<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en">
<context>
    <name>openpos</name>
    <message><source>A PIN has 4 to 10 digits.</source><translation>En PIN har 4 till 10 siffror.</translation></message>
    <message><source>A card pays at most what is left.</source><translation>Ett kort betalar högst det som återstår.</translation></message>
    <message><source>A payment is more than zero.</source><translation>En betalning är mer än noll.</translation></message>
    <message><source>A quantity of {text} can't be sold.</source><translation>Antalet {text} går inte att sälja.</translation></message>
    <message><source>A quantity of {text} is too large.</source><translation>Antalet {text} är för stort.</translation></message>
    <message><source>A sale is not finished.</source><translation>Ett köp är inte avslutat.</translation></message>
    <message><source>A simulated control unit is for demo shops only.</source><translation>En simulerad kontrollenhet är bara för demobutiker.</translation></message>
    <message><source>Add --force to put the backup in its place; what is there is kept beside it.</source><translation>Lägg till --force för att sätta säkerhetskopian i dess ställe; det som finns där sparas bredvid.</translation></message>
    <message><source>Another program holds the register's file {path}.</source><translation>Ett annat program använder kassans fil {path}.</translation></message>
    <message><source>Another sale is open.</source><translation>Ett annat köp är öppet.</translation></message>
    <message><source>Back</source><translation>Tillbaka</translation></message>
    <message><source>Books, transport, culture</source><translation>Böcker, resor, kultur</translation></message>
    <message><source>Call the control unit's supplier within the next days.</source><translation>Ring kontrollenhetens leverantör inom några dagar.</translation></message>
    <message><source>Call the control unit's supplier.</source><translation>Ring kontrollenhetens leverantör.</translation></message>
    <message><source>Call the control unit's supplier. Nothing can be sold until it is emptied.</source><translation>Ring kontrollenhetens leverantör. Inget kan säljas förrän den har tömts.</translation></message>
    <message><source>Card</source><translation>Kort</translation></message>
    <message><source>Cash</source><translation>Kontant</translation></message>
    <message><source>Cashier</source><translation>Kassör</translation></message>
    <message><source>Check its cable. The sale is kept; press Try again.</source><translation>Kontrollera kabeln. Köpet finns kvar; tryck på Försök igen.</translation></message>
    <message><source>Check its power and its cable, then press Pay again.</source><translation>Kontrollera ström och kabel och tryck sedan på Betala igen.</translation></message>
    <message><source>Check price and quantity.</source><translation>Kontrollera pris och antal.</translation></message>
    <message><source>Check that it is switched on and connected to the network, then print again.</source><translation>Kontrollera att den är på och ansluten till nätverket och skriv sedan ut igen.</translation></message>
    <message><source>Check the disk, then start again.</source><translation>Kontrollera disken och starta sedan igen.</translation></message>
    <message><source>Choose a real one on the Settings page, or confirm there that the shop is exempt.</source><translation>Välj en riktig på sidan Inställningar, eller bekräfta där att butiken är undantagen.</translation></message>
    <message><source>Choose another PIN.</source><translation>Välj en annan PIN.</translation></message>
    <message><source>Choose another line.</source><translation>Välj en annan rad.</translation></message>
    <message><source>Choose another name.</source><translation>Välj ett annat namn.</translation></message>
    <message><source>Choose another place with room for it.</source><translation>Välj en annan plats där den får rum.</translation></message>
    <message><source>Choose another with --data.</source><translation>Välj en annan med --data.</translation></message>
    <message><source>Choose one of the staff.</source><translation>Välj någon av personalen.</translation></message>
    <message><source>Choose one on the Settings page, or confirm there that the shop is exempt.</source><translation>Välj en på sidan Inställningar, eller bekräfta där att butiken är undantagen.</translation></message>
    <message><source>Clear</source><translation>Rensa</translation></message>
    <message><source>Close</source><translation>Stäng</translation></message>
    <message><source>Close it with a Z report first.</source><translation>Stäng det först med en Z-rapport.</translation></message>
    <message><source>Close it.</source><translation>Stäng den.</translation></message>
    <message><source>Close the other program and try again.</source><translation>Stäng det andra programmet och försök igen.</translation></message>
    <message><source>Close the program</source><translation>Stäng programmet</translation></message>
    <message><source>Count notes and coins</source><translation type="unfinished"></translation></message>
    <message><source>Enter</source><translation>Enter</translation></message>
    <message><source>Enter a whole number.</source><translation>Ange ett heltal.</translation></message>
    <message><source>Enter the amount the customer gave.</source><translation>Ange beloppet som kunden gav.</translation></message>
    <message><source>Enter the amount the customer pays.</source><translation>Ange beloppet som kunden betalar.</translation></message>
    <message><source>Enter the float; 0 if there is none.</source><translation type="unfinished"></translation></message>
    <message><source>Enter the sum</source><translation type="unfinished"></translation></message>
    <message><source>Enter what it costs.</source><translation>Ange vad den kostar.</translation></message>
    <message><source>Enter whole kronor, 0 or more.</source><translation>Ange hela kronor, 0 eller mer.</translation></message>
    <message><source>Enter whole kronor.</source><translation>Ange hela kronor.</translation></message>
    <message><source>Erase</source><translation>Sudda</translation></message>
    <message><source>Esc or a touch closes this.</source><translation>Esc eller en tryckning stänger.</translation></message>
    <message><source>Finish it first.</source><translation>Avsluta det först.</translation></message>
    <message><source>Finish it or undo a payment.</source><translation>Avsluta köpet eller ångra en betalning.</translation></message>
    <message><source>Float</source><translation type="unfinished"></translation></message>
    <message><source>Food</source><translation>Livsmedel</translation></message>
    <message><source>Free some space and try again. Nothing that was printed is lost.</source><translation>Frigör utrymme och försök igen. Inget som skrivits ut har gått förlorat.</translation></message>
    <message><source>Give the backup another name.</source><translation>Ge säkerhetskopian ett annat namn.</translation></message>
    <message><source>Give the demo a directory of its own with --data.</source><translation>Ge demon en egen katalog med --data.</translation></message>
    <message><source>Give the path of a backup.</source><translation>Ange sökvägen till en säkerhetskopia.</translation></message>
    <message><source>Give the path of a script.</source><translation>Ange sökvägen till ett skript.</translation></message>
    <message><source>Give the right directory with --data.</source><translation>Ange rätt katalog med --data.</translation></message>
    <message><source>Give this user the right to write in its folder and try again.</source><translation>Ge den här användaren rätt att skriva i mappen och försök igen.</translation></message>
    <message><source>Go on</source><translation>Fortsätt</translation></message>
    <message><source>Have a new roll ready.</source><translation>Ha en ny rulle redo.</translation></message>
    <message><source>How many {kind}</source><translation type="unfinished"></translation></message>
    <message><source>How much change is in the drawer?</source><translation type="unfinished"></translation></message>
    <message><source>Install that version or a later one; this one leaves the file as it is.</source><translation>Installera den versionen eller en senare; den här lämnar filen orörd.</translation></message>
    <message><source>Keep a copy of it, then restore the newest backup with “openpos restore”.</source><translation>Spara en kopia av den och återställ sedan den senaste säkerhetskopian med ”openpos restore”.</translation></message>
    <message><source>Keep a copy of {path}, run “openpos check”, then restore the newest backup.</source><translation>Spara en kopia av {path}, kör ”openpos check” och återställ sedan den senaste säkerhetskopian.</translation></message>
    <message><source>Keys on this screen</source><translation>Tangenter på den här sidan</translation></message>
    <message><source>Look whether it came out. Check paper and cover before printing again.</source><translation>Se efter om den kom ut. Kontrollera papper och lucka innan du skriver ut igen.</translation></message>
    <message><source>Look whether the paper came; print it again if not.</source><translation>Se efter om papperet kom; skriv ut igen om inte.</translation></message>
    <message><source>Make one with “openpos demo --prepare --data DIR”.</source><translation>Gör en med ”openpos demo --prepare --data DIR”.</translation></message>
    <message><source>Manager</source><translation>Butikschef</translation></message>
    <message><source>Mend the file and start again.</source><translation>Rätta filen och starta igen.</translation></message>
    <message><source>Next page</source><translation>Nästa sida</translation></message>
    <message><source>No article has the code {code}.</source><translation>Ingen artikel har koden {code}.</translation></message>
    <message><source>No control unit is chosen.</source><translation>Ingen kontrollenhet är vald.</translation></message>
    <message><source>No shift is open.</source><translation>Inget skift är öppet.</translation></message>
    <message><source>Nobody here is called “{name}”.</source><translation>Ingen här heter ”{name}”.</translation></message>
    <message><source>One {kind} fewer</source><translation type="unfinished"></translation></message>
    <message><source>One {kind} more</source><translation type="unfinished"></translation></message>
    <message><source>Only digits can be part of an amount.</source><translation type="unfinished"></translation></message>
    <message><source>Open a shift</source><translation type="unfinished"></translation></message>
    <message><source>Open a shift with the float in the drawer.</source><translation>Öppna ett skift med växelkassan i lådan.</translation></message>
    <message><source>Open and close its cover, or switch it off and on.</source><translation>Öppna och stäng luckan, eller stäng av och sätt på den.</translation></message>
    <message><source>Open the register once, so that it is upgraded.</source><translation>Öppna kassan en gång så att den uppgraderas.</translation></message>
    <message><source>Page {page} of {pages}</source><translation>Sida {page} av {pages}</translation></message>
    <message><source>Previous page</source><translation>Föregående sida</translation></message>
    <message><source>Put in a new roll.</source><translation>Sätt i en ny rulle.</translation></message>
    <message><source>Receipt {number} still waits for its control code.</source><translation>Kvitto {number} väntar fortfarande på sin kontrollkod.</translation></message>
    <message><source>Receipts must show it: fill it in.</source><translation>Den måste stå på kvittot: fyll i den.</translation></message>
    <message><source>Restaurant and catering</source><translation>Restaurang och catering</translation></message>
    <message><source>Row {row} of the journal is damaged: {what}.</source><translation>Rad {row} i journalen är skadad: {what}.</translation></message>
    <message><source>Save it as UTF-8.</source><translation>Spara den som UTF-8.</translation></message>
    <message><source>Scan an article first.</source><translation>Skanna en artikel först.</translation></message>
    <message><source>Scan it again or compare with the package.</source><translation>Skanna den igen eller jämför med förpackningen.</translation></message>
    <message><source>Scan it again or search by name.</source><translation>Skanna den igen eller sök på namn.</translation></message>
    <message><source>Scripted sales are for demo shops only.</source><translation>Köp från skript är bara för demobutiker.</translation></message>
    <message><source>Search by name or number.</source><translation>Sök på namn eller nummer.</translation></message>
    <message><source>Show the details</source><translation>Visa detaljerna</translation></message>
    <message><source>Sold receipts and the open basket are safe on disk. Close the program and start it again.</source><translation>Sålda kvitton och det öppna köpet är sparade på disken. Stäng programmet och starta det igen.</translation></message>
    <message><source>Something went wrong inside the program.</source><translation>Något gick fel i programmet.</translation></message>
    <message><source>Standard</source><translation>Standard</translation></message>
    <message><source>Start it again to go on.</source><translation>Starta det igen för att fortsätta.</translation></message>
    <message><source>Start with “openpos demo”, or give the right directory with --data.</source><translation>Börja med ”openpos demo”, eller ange rätt katalog med --data.</translation></message>
    <message><source>Switch it off and on, then print again.</source><translation>Stäng av och sätt på den och skriv sedan ut igen.</translation></message>
    <message><source>Switch it off and on. If the fault stays, call its supplier.</source><translation>Stäng av och sätt på den. Om felet är kvar, ring leverantören.</translation></message>
    <message><source>Take payment and start a new sale.</source><translation>Ta betalt och börja ett nytt köp.</translation></message>
    <message><source>Take payment for it or clear it, then close the shift.</source><translation>Ta betalt för det eller töm det och stäng sedan skiftet.</translation></message>
    <message><source>Take payment for it or clear it, then go on.</source><translation>Ta betalt för det eller töm det och fortsätt sedan.</translation></message>
    <message><source>Take the rest first.</source><translation>Ta resten först.</translation></message>
    <message><source>The PIN is wrong.</source><translation>Fel PIN.</translation></message>
    <message><source>The backup {path} can't be written: {reason}.</source><translation>Säkerhetskopian {path} går inte att skriva: {reason}.</translation></message>
    <message><source>The control unit already holds receipt {number} with other amounts.</source><translation>Kontrollenheten har redan kvitto {number} med andra belopp.</translation></message>
    <message><source>The control unit does not answer.</source><translation>Kontrollenheten svarar inte.</translation></message>
    <message><source>The control unit is busy.</source><translation>Kontrollenheten är upptagen.</translation></message>
    <message><source>The control unit reports a fault.</source><translation>Kontrollenheten anger ett fel.</translation></message>
    <message><source>The control unit's answer did not arrive.</source><translation>Kontrollenhetens svar kom inte fram.</translation></message>
    <message><source>The control unit's memory is full.</source><translation>Kontrollenhetens minne är fullt.</translation></message>
    <message><source>The control unit's memory is nearly full.</source><translation>Kontrollenhetens minne är nästan fullt.</translation></message>
    <message><source>The details are in {place}</source><translation>Detaljerna finns i {place}</translation></message>
    <message><source>The directory {directory} can't be made: {reason}.</source><translation>Katalogen {directory} går inte att skapa: {reason}.</translation></message>
    <message><source>The disk did not read or write as it should.</source><translation>Disken läste eller skrev inte som den ska.</translation></message>
    <message><source>The disk is full.</source><translation>Disken är full.</translation></message>
    <message><source>The float is the change that is in the drawer when the day begins.</source><translation type="unfinished"></translation></message>
    <message><source>The largest is 99 999.</source><translation>Det största är 99 999.</translation></message>
    <message><source>The largest is 999 999 999,99.</source><translation>Det största är 999 999 999,99.</translation></message>
    <message><source>The last digit of {code} is wrong: an {name} with these digits ends in {expected}.</source><translation>Sista siffran i {code} är fel: {name} med de här siffrorna slutar på {expected}.</translation></message>
    <message><source>The line is not there any more.</source><translation>Raden finns inte längre.</translation></message>
    <message><source>The payment has begun.</source><translation>Betalningen har börjat.</translation></message>
    <message><source>The printer can't be reached.</source><translation>Skrivaren går inte att nå.</translation></message>
    <message><source>The printer has stopped.</source><translation>Skrivaren har stannat.</translation></message>
    <message><source>The printer hung up before anything was sent.</source><translation>Skrivaren bröt förbindelsen innan något hade skickats.</translation></message>
    <message><source>The printer is out of paper.</source><translation>Papperet är slut i skrivaren.</translation></message>
    <message><source>The printer stopped taking the paper on the way.</source><translation>Skrivaren slutade ta emot mitt i utskriften.</translation></message>
    <message><source>The printer's cover is open.</source><translation>Skrivarens lucka är öppen.</translation></message>
    <message><source>The printer's paper is nearly at its end.</source><translation>Papperet i skrivaren är snart slut.</translation></message>
    <message><source>The program is closing.</source><translation>Programmet stängs.</translation></message>
    <message><source>The program stopped while it printed.</source><translation>Programmet stannade under utskriften.</translation></message>
    <message><source>The receipt is full: {lines} lines.</source><translation>Kvittot är fullt: {lines} rader.</translation></message>
    <message><source>The register can't write its file {path}.</source><translation>Kassan kan inte skriva i sin fil {path}.</translation></message>
    <message><source>The register in {directory} is open in another program.</source><translation>Kassan i {directory} är öppen i ett annat program.</translation></message>
    <message><source>The register's file is of an older version.</source><translation>Kassans fil är av en äldre version.</translation></message>
    <message><source>The register's file {path} is damaged.</source><translation>Kassans fil {path} är skadad.</translation></message>
    <message><source>The register's file {path} was made by a newer version of OpenPOS.</source><translation>Kassans fil {path} är gjord av en nyare version av OpenPOS.</translation></message>
    <message><source>The sale is paid already.</source><translation>Köpet är redan betalt.</translation></message>
    <message><source>The total would be over {limit}.</source><translation>Summan skulle bli över {limit}.</translation></message>
    <message><source>There is a register in {directory} already.</source><translation>Det finns redan en kassa i {directory}.</translation></message>
    <message><source>There is a {name} already.</source><translation>{name} finns redan.</translation></message>
    <message><source>There is no Z report yet.</source><translation>Det finns ingen Z-rapport än.</translation></message>
    <message><source>There is no Z report {number}.</source><translation>Det finns ingen Z-rapport {number}.</translation></message>
    <message><source>There is no file {path}.</source><translation>Det finns ingen fil {path}.</translation></message>
    <message><source>There is no register in {directory}.</source><translation>Det finns ingen kassa i {directory}.</translation></message>
    <message><source>There is nothing to pay for.</source><translation>Det finns inget att betala.</translation></message>
    <message><source>This person no longer works here.</source><translation>Den här personen arbetar inte längre här.</translation></message>
    <message><source>This register is a real shop's.</source><translation>Den här kassan är en riktig butiks.</translation></message>
    <message><source>Too many wrong PINs for {name}.</source><translation>För många fel PIN för {name}.</translation></message>
    <message><source>Try again.</source><translation>Försök igen.</translation></message>
    <message><source>Undo the payment to change the sale.</source><translation>Ångra betalningen för att ändra köpet.</translation></message>
    <message><source>Use open_shift, sale or close_shift.</source><translation>Använd open_shift, sale eller close_shift.</translation></message>
    <message><source>Use that window, or close it first.</source><translation>Använd det fönstret, eller stäng det först.</translation></message>
    <message><source>Use {names}.</source><translation>Använd {names}.</translation></message>
    <message><source>Wait a moment and press Pay again.</source><translation>Vänta ett ögonblick och tryck på Betala igen.</translation></message>
    <message><source>Wait {seconds} seconds and try again.</source><translation>Vänta {seconds} sekunder och försök igen.</translation></message>
    <message><source>Without VAT</source><translation>Utan moms</translation></message>
    <message><source>Write a number above 0.</source><translation>Skriv ett tal över 0.</translation></message>
    <message><source>Write an amount of 0 or more.</source><translation>Skriv ett belopp på 0 eller mer.</translation></message>
    <message><source>Write it as a list.</source><translation>Skriv det som en lista.</translation></message>
    <message><source>Write it as the description says.</source><translation>Skriv det som beskrivningen säger.</translation></message>
    <message><source>Write it in quotation marks.</source><translation>Skriv det inom citattecken.</translation></message>
    <message><source>Write it like 1000.</source><translation type="unfinished"></translation></message>
    <message><source>Write it like 1234,50.</source><translation>Skriv det som 1234,50.</translation></message>
    <message><source>Write it like 2026-11-20T10:15:00+01:00.</source><translation>Skriv det som 2026-11-20T10:15:00+01:00.</translation></message>
    <message><source>Write it like 3 or 0,375.</source><translation>Skriv det som 3 eller 0,375.</translation></message>
    <message><source>Write one act a line, like {example}.</source><translation>Skriv en handling per rad, som {example}.</translation></message>
    <message><source>Write the ten digits, like 556703-7485.</source><translation>Skriv de tio siffrorna, som 556703-7485.</translation></message>
    <message><source>Z reports are made when a shift is closed.</source><translation>Z-rapporter görs när ett skift stängs.</translation></message>
    <message><source>{amount} can't be in the drawer: there are no öre coins.</source><translation>{amount} kan inte finnas i lådan: det finns inga öresmynt.</translation></message>
    <message><source>{amount} can't be paid in cash: there are no öre coins.</source><translation>{amount} går inte att betala kontant: det finns inga öresmynt.</translation></message>
    <message><source>{amount} in cash for {due} can't be right.</source><translation>{amount} kontant för {due} kan inte stämma.</translation></message>
    <message><source>{amount} is more than the {due} left to pay.</source><translation>{amount} är mer än de {due} som återstår att betala.</translation></message>
    <message><source>{cashier} has a shift open.</source><translation>{cashier} har ett skift öppet.</translation></message>
    <message><source>{kronor} kr</source><translation type="unfinished"></translation></message>
    <message><source>{left} is left to pay.</source><translation>{left} återstår att betala.</translation></message>
    <message><source>{name} has no price of its own.</source><translation>{name} har inget eget pris.</translation></message>
    <message><source>{path} can't be read.</source><translation>{path} går inte att läsa.</translation></message>
    <message><source>{path} is no UTF-8 text.</source><translation>{path} är inte UTF-8-text.</translation></message>
    <message><source>{path} is not a register's file.</source><translation>{path} är inte en kassas fil.</translation></message>
    <message><source>{path} is there already.</source><translation>{path} finns redan.</translation></message>
    <message><source>{quantity} of {text} can't be sold: it is sold in whole pieces.</source><translation>{quantity} av {text} går inte att sälja: den säljs i hela stycken.</translation></message>
    <message><source>{text} is below zero.</source><translation>{text} är under noll.</translation></message>
    <message><source>{text} is too large an amount.</source><translation>{text} är ett för stort belopp.</translation></message>
    <message><source>{what} is missing.</source><translation>{what} saknas.</translation></message>
    <message><source>{what}.</source><translation>{what}.</translation></message>
    <message><source>“{act}” is no act.</source><translation>”{act}” är ingen handling.</translation></message>
    <message><source>“{code}” is not a barcode.</source><translation>”{code}” är ingen streckkod.</translation></message>
    <message><source>“{name}” has no place here.</source><translation>”{name}” hör inte hemma här.</translation></message>
    <message><source>“{name}” is missing or empty.</source><translation>”{name}” saknas eller är tomt.</translation></message>
    <message><source>“{name}” is missing or not a text.</source><translation>”{name}” saknas eller är ingen text.</translation></message>
    <message><source>“{name}” is missing.</source><translation>”{name}” saknas.</translation></message>
    <message><source>“{name}” is no VAT category.</source><translation>”{name}” är ingen momskategori.</translation></message>
    <message><source>“{name}” is no method of payment.</source><translation>”{name}” är inget betalsätt.</translation></message>
    <message><source>“{number}” is not an organisation number.</source><translation>”{number}” är inget organisationsnummer.</translation></message>
    <message><source>“{text}” is not a JSON object.</source><translation>”{text}” är inget JSON-objekt.</translation></message>
    <message><source>“{text}” is not a quantity.</source><translation>”{text}” är inget antal.</translation></message>
    <message><source>“{text}” is not a time.</source><translation>”{text}” är ingen tid.</translation></message>
    <message><source>“{text}” is not an amount.</source><translation>”{text}” är inget belopp.</translation></message>
</context>
</TS>
