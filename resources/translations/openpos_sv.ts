<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en">
<context>
    <name>openpos</name>
    <message><source>A PIN has 4 to 10 digits.</source><translation type="unfinished"></translation></message>
    <message><source>A card pays at most what is left.</source><translation>Ett kort betalar högst det som återstår.</translation></message>
    <message><source>A payment is more than zero.</source><translation>En betalning är mer än noll.</translation></message>
    <message><source>A quantity of {text} can't be sold.</source><translation>Antalet {text} går inte att sälja.</translation></message>
    <message><source>A quantity of {text} is too large.</source><translation>Antalet {text} är för stort.</translation></message>
    <message><source>A sale is not finished.</source><translation type="unfinished"></translation></message>
    <message><source>Another program holds the register's file {path}.</source><translation>Ett annat program använder kassans fil {path}.</translation></message>
    <message><source>Books, transport, culture</source><translation>Böcker, resor, kultur</translation></message>
    <message><source>Call the control unit's supplier within the next days.</source><translation type="unfinished"></translation></message>
    <message><source>Call the control unit's supplier.</source><translation type="unfinished"></translation></message>
    <message><source>Call the control unit's supplier. Nothing can be sold until it is emptied.</source><translation type="unfinished"></translation></message>
    <message><source>Card</source><translation>Kort</translation></message>
    <message><source>Cash</source><translation>Kontant</translation></message>
    <message><source>Cashier</source><translation>Kassör</translation></message>
    <message><source>Check its cable. The sale is kept; press Try again.</source><translation type="unfinished"></translation></message>
    <message><source>Check its power and its cable, then press Pay again.</source><translation type="unfinished"></translation></message>
    <message><source>Check price and quantity.</source><translation>Kontrollera pris och antal.</translation></message>
    <message><source>Check the disk, then start again.</source><translation>Kontrollera disken och starta sedan igen.</translation></message>
    <message><source>Choose another PIN.</source><translation type="unfinished"></translation></message>
    <message><source>Choose another line.</source><translation>Välj en annan rad.</translation></message>
    <message><source>Choose another name.</source><translation type="unfinished"></translation></message>
    <message><source>Choose one of the staff.</source><translation type="unfinished"></translation></message>
    <message><source>Close it with a Z report first.</source><translation type="unfinished"></translation></message>
    <message><source>Close the other program and try again.</source><translation>Stäng det andra programmet och försök igen.</translation></message>
    <message><source>Enter a whole number.</source><translation>Ange ett heltal.</translation></message>
    <message><source>Enter the amount the customer gave.</source><translation>Ange beloppet som kunden gav.</translation></message>
    <message><source>Enter the amount the customer pays.</source><translation>Ange beloppet som kunden betalar.</translation></message>
    <message><source>Enter what it costs.</source><translation type="unfinished"></translation></message>
    <message><source>Enter whole kronor, 0 or more.</source><translation type="unfinished"></translation></message>
    <message><source>Enter whole kronor.</source><translation>Ange hela kronor.</translation></message>
    <message><source>Finish it first.</source><translation type="unfinished"></translation></message>
    <message><source>Finish it or undo a payment.</source><translation>Avsluta köpet eller ångra en betalning.</translation></message>
    <message><source>Food</source><translation>Livsmedel</translation></message>
    <message><source>Free some space and try again. Nothing that was printed is lost.</source><translation>Frigör utrymme och försök igen. Inget som skrivits ut har gått förlorat.</translation></message>
    <message><source>Give the right directory with --data.</source><translation>Ange rätt katalog med --data.</translation></message>
    <message><source>Give this user the right to write in its folder and try again.</source><translation>Ge den här användaren rätt att skriva i mappen och försök igen.</translation></message>
    <message><source>Install that version or a later one; this one leaves the file as it is.</source><translation>Installera den versionen eller en senare; den här lämnar filen orörd.</translation></message>
    <message><source>Keep a copy of it, then restore the newest backup with “openpos restore”.</source><translation>Spara en kopia av den och återställ sedan den senaste säkerhetskopian med ”openpos restore”.</translation></message>
    <message><source>Keep a copy of {path}, run “openpos check”, then restore the newest backup.</source><translation>Spara en kopia av {path}, kör ”openpos check” och återställ sedan den senaste säkerhetskopian.</translation></message>
    <message><source>Look whether the paper came; print it again if not.</source><translation type="unfinished"></translation></message>
    <message><source>Manager</source><translation>Butikschef</translation></message>
    <message><source>No shift is open.</source><translation type="unfinished"></translation></message>
    <message><source>Nobody here is called “{name}”.</source><translation type="unfinished"></translation></message>
    <message><source>Open a shift with the float in the drawer.</source><translation type="unfinished"></translation></message>
    <message><source>Open the register once, so that it is upgraded.</source><translation>Öppna kassan en gång så att den uppgraderas.</translation></message>
    <message><source>Receipt {number} still waits for its control code.</source><translation type="unfinished"></translation></message>
    <message><source>Receipts must show it: fill it in.</source><translation>Den måste stå på kvittot: fyll i den.</translation></message>
    <message><source>Restaurant and catering</source><translation>Restaurang och catering</translation></message>
    <message><source>Row {row} of the journal is damaged: {what}.</source><translation>Rad {row} i journalen är skadad: {what}.</translation></message>
    <message><source>Scan an article first.</source><translation>Skanna en artikel först.</translation></message>
    <message><source>Scan it again or compare with the package.</source><translation>Skanna den igen eller jämför med förpackningen.</translation></message>
    <message><source>Scan it again or search by name.</source><translation>Skanna den igen eller sök på namn.</translation></message>
    <message><source>Sold receipts and the open basket are safe on disk. Close the program and start it again.</source><translation>Sålda kvitton och det öppna köpet är sparade på disken. Stäng programmet och starta det igen.</translation></message>
    <message><source>Something went wrong inside the program.</source><translation>Något gick fel i programmet.</translation></message>
    <message><source>Standard</source><translation>Standard</translation></message>
    <message><source>Start it again to go on.</source><translation>Starta det igen för att fortsätta.</translation></message>
    <message><source>Start with “openpos demo”, or give the right directory with --data.</source><translation>Börja med ”openpos demo”, eller ange rätt katalog med --data.</translation></message>
    <message><source>Switch it off and on. If the fault stays, call its supplier.</source><translation type="unfinished"></translation></message>
    <message><source>Take payment and start a new sale.</source><translation>Ta betalt och börja ett nytt köp.</translation></message>
    <message><source>Take payment for it or clear it, then close the shift.</source><translation type="unfinished"></translation></message>
    <message><source>Take the rest first.</source><translation type="unfinished"></translation></message>
    <message><source>The PIN is wrong.</source><translation type="unfinished"></translation></message>
    <message><source>The control unit already holds receipt {number} with other amounts.</source><translation type="unfinished"></translation></message>
    <message><source>The control unit does not answer.</source><translation type="unfinished"></translation></message>
    <message><source>The control unit is busy.</source><translation type="unfinished"></translation></message>
    <message><source>The control unit reports a fault.</source><translation type="unfinished"></translation></message>
    <message><source>The control unit's answer did not arrive.</source><translation type="unfinished"></translation></message>
    <message><source>The control unit's memory is full.</source><translation type="unfinished"></translation></message>
    <message><source>The control unit's memory is nearly full.</source><translation type="unfinished"></translation></message>
    <message><source>The disk did not read or write as it should.</source><translation>Disken läste eller skrev inte som den ska.</translation></message>
    <message><source>The disk is full.</source><translation>Disken är full.</translation></message>
    <message><source>The largest is 99 999.</source><translation>Det största är 99 999.</translation></message>
    <message><source>The largest is 999 999 999,99.</source><translation>Det största är 999 999 999,99.</translation></message>
    <message><source>The last digit of {code} is wrong: an {name} with these digits ends in {expected}.</source><translation>Sista siffran i {code} är fel: {name} med de här siffrorna slutar på {expected}.</translation></message>
    <message><source>The line is not there any more.</source><translation>Raden finns inte längre.</translation></message>
    <message><source>The payment has begun.</source><translation>Betalningen har börjat.</translation></message>
    <message><source>The program is closing.</source><translation>Programmet stängs.</translation></message>
    <message><source>The program stopped while it printed.</source><translation type="unfinished"></translation></message>
    <message><source>The receipt is full: {lines} lines.</source><translation>Kvittot är fullt: {lines} rader.</translation></message>
    <message><source>The register can't write its file {path}.</source><translation>Kassan kan inte skriva i sin fil {path}.</translation></message>
    <message><source>The register in {directory} is open in another program.</source><translation>Kassan i {directory} är öppen i ett annat program.</translation></message>
    <message><source>The register's file is of an older version.</source><translation>Kassans fil är av en äldre version.</translation></message>
    <message><source>The register's file {path} is damaged.</source><translation>Kassans fil {path} är skadad.</translation></message>
    <message><source>The register's file {path} was made by a newer version of OpenPOS.</source><translation>Kassans fil {path} är gjord av en nyare version av OpenPOS.</translation></message>
    <message><source>The sale is paid already.</source><translation>Köpet är redan betalt.</translation></message>
    <message><source>The total would be over {limit}.</source><translation>Summan skulle bli över {limit}.</translation></message>
    <message><source>There is a {name} already.</source><translation type="unfinished"></translation></message>
    <message><source>There is no Z report yet.</source><translation type="unfinished"></translation></message>
    <message><source>There is no Z report {number}.</source><translation type="unfinished"></translation></message>
    <message><source>There is no register in {directory}.</source><translation>Det finns ingen kassa i {directory}.</translation></message>
    <message><source>There is nothing to pay for.</source><translation>Det finns inget att betala.</translation></message>
    <message><source>This person no longer works here.</source><translation type="unfinished"></translation></message>
    <message><source>Too many wrong PINs for {name}.</source><translation type="unfinished"></translation></message>
    <message><source>Try again.</source><translation type="unfinished"></translation></message>
    <message><source>Undo the payment to change the sale.</source><translation>Ångra betalningen för att ändra köpet.</translation></message>
    <message><source>Use that window, or close it first.</source><translation>Använd det fönstret, eller stäng det först.</translation></message>
    <message><source>Wait a moment and press Pay again.</source><translation type="unfinished"></translation></message>
    <message><source>Wait {seconds} seconds and try again.</source><translation type="unfinished"></translation></message>
    <message><source>Without VAT</source><translation>Utan moms</translation></message>
    <message><source>Write a number above 0.</source><translation>Skriv ett tal över 0.</translation></message>
    <message><source>Write an amount of 0 or more.</source><translation>Skriv ett belopp på 0 eller mer.</translation></message>
    <message><source>Write it like 1234,50.</source><translation>Skriv det som 1234,50.</translation></message>
    <message><source>Write it like 3 or 0,375.</source><translation>Skriv det som 3 eller 0,375.</translation></message>
    <message><source>Write the ten digits, like 556703-7485.</source><translation>Skriv de tio siffrorna, som 556703-7485.</translation></message>
    <message><source>Z reports are made when a shift is closed.</source><translation type="unfinished"></translation></message>
    <message><source>{amount} can't be in the drawer: there are no öre coins.</source><translation type="unfinished"></translation></message>
    <message><source>{amount} can't be paid in cash: there are no öre coins.</source><translation>{amount} går inte att betala kontant: det finns inga öresmynt.</translation></message>
    <message><source>{amount} in cash for {due} can't be right.</source><translation>{amount} kontant för {due} kan inte stämma.</translation></message>
    <message><source>{amount} is more than the {due} left to pay.</source><translation>{amount} är mer än de {due} som återstår att betala.</translation></message>
    <message><source>{cashier} has a shift open.</source><translation type="unfinished"></translation></message>
    <message><source>{left} is left to pay.</source><translation type="unfinished"></translation></message>
    <message><source>{name} has no price of its own.</source><translation type="unfinished"></translation></message>
    <message><source>{path} is not a register's file.</source><translation>{path} är inte en kassas fil.</translation></message>
    <message><source>{quantity} of {text} can't be sold: it is sold in whole pieces.</source><translation>{quantity} av {text} går inte att sälja: den säljs i hela stycken.</translation></message>
    <message><source>{text} is below zero.</source><translation>{text} är under noll.</translation></message>
    <message><source>{text} is too large an amount.</source><translation>{text} är ett för stort belopp.</translation></message>
    <message><source>{what} is missing.</source><translation>{what} saknas.</translation></message>
    <message><source>“{code}” is not a barcode.</source><translation>”{code}” är ingen streckkod.</translation></message>
    <message><source>“{number}” is not an organisation number.</source><translation>”{number}” är inget organisationsnummer.</translation></message>
    <message><source>“{text}” is not a quantity.</source><translation>”{text}” är inget antal.</translation></message>
    <message><source>“{text}” is not an amount.</source><translation>”{text}” är inget belopp.</translation></message>
</context>
</TS>
